#include "projections/superseded.hpp"

#include "projections/binary.hpp"
#include "projections/key.hpp"
#include "projections/pager.hpp"

namespace projections {
namespace {

/// The value of a row.
struct record {
    engine::verdict why = engine::verdict::not_next;
    events::case_id subject;
    events::event_id id;
    std::string type;

    static constexpr auto fields() {
        return std::tuple{events::field{"why", &record::why},
                          events::field{"subject", &record::subject},
                          events::field{"id", &record::id}, events::field{"type", &record::type}};
    }
};

} // namespace

page<superseded_row> superseded(const snapshot& view, const page_request& which) {
    const auto found = read_page(view, {table::superseded, {}, {}}, which);
    page<superseded_row> out{{}, found.next};
    for (const auto& row : found.rows) {
        key_reader parts{row.key};
        const auto partition = static_cast<std::uint32_t>(parts.number());
        const auto at = parts.number();
        auto value = binary::decode<record>(row.value);
        out.rows.push_back({{{partition}, at},
                            value.why,
                            std::move(value.subject),
                            std::move(value.id),
                            std::move(value.type)});
    }
    return out;
}

void put_superseded(row_batch& into, engine::log_position place, engine::verdict why,
                    const events::event* what) {
    record value{.why = why, .subject = {}, .id = {}, .type = {}};
    if (what != nullptr) {
        value.subject = what->about.subject;
        value.id = what->about.id;
        value.type = events::name_of(what->detail);
    }
    into.put(table::superseded, key{}.number(place.partition.value).number(place.at),
             binary::encode(value));
}

} // namespace projections
