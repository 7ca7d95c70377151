#include "projections/catalogue.hpp"

#include "projections/schema_text.hpp"
#include "projections/store.hpp"

#include <array>

namespace projections {

// One line a projection; each is defined beside its queries.
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

std::span<const projection* const> catalogue() {
    static const std::array all{
        &cases_projection(),      &worklist_projection(),  &deadlines_projection(),
        &alerts_projection(),     &timeline_projection(),  &register_projection(),
        &statistics_projection(), &mail_projection(),      &grants_projection(),
        &vouchers_projection(),   &documents_projection(),
    };
    return all;
}

std::string store_schema() {
    std::string out = "version " + std::to_string(projection_version) + "\n";
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
