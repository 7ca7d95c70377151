#include "projections/catalogue.hpp"

#include "projections/schema_text.hpp"
#include "projections/store.hpp"

#include <array>
#include <utility>
#include <variant>

namespace projections {

// One line a projection; each is defined beside its queries, or beside the reading of its keys.
const projection& cases_projection();
const projection& worklist_projection();
const projection& deadlines_projection();
const projection& alerts_projection();
const projection& timeline_projection();
const projection& register_projection();
const projection& statistics_projection();
const projection& mail_projection();
const projection& grants_projection();
const projection& vouchers_projection();
const projection& documents_projection();
const projection& matters_to_end_projection();
const projection& sharing_projection();

std::span<const projection* const> catalogue() {
    static const std::array all{
        &cases_projection(),      &worklist_projection(),  &deadlines_projection(),
        &alerts_projection(),     &timeline_projection(),  &register_projection(),
        &statistics_projection(), &mail_projection(),      &grants_projection(),
        &vouchers_projection(),   &documents_projection(), &matters_to_end_projection(),
        &sharing_projection(),
    };
    return all;
}

namespace {

/// A program that does not know an event, or a field or word of it, folds the rest. Its rows lack
/// what one that knows it would have made of it.
std::string events_known() {
    std::string out = "facts " + schema_text<events::facts>() + "\n";
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (
            [&] {
                using one = std::variant_alternative_t<I, events::payload>;
                if constexpr (events::described<one>) {
                    out.append("event ").append(one::name).append(" ");
                    out.append(schema_text<one>()).append("\n");
                }
            }(),
            ...);
    }(std::make_index_sequence<std::variant_size_v<events::payload>>{});
    return out;
}

} // namespace

std::string store_schema() {
    std::string out = "version " + std::to_string(projection_version) + "\n";
    out += events_known();
    out += schema_text<engine::case_state>() + "\n";
    for (const auto* one : catalogue()) {
        out.append(one->name()).append(":");
        for (const auto where : one->writes()) {
            out.append(" ").append(std::to_string(static_cast<int>(where)));
        }
        out.append(" ").append(one->schema()).append("\n");
    }
    return out;
}

} // namespace projections
