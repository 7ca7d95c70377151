#include "projections/register_book.hpp"

#include "projections/binary.hpp"
#include "projections/key.hpp"
#include "projections/pager.hpp"
#include "projections/projection.hpp"
#include "projections/schema_text.hpp"

#include <array>

namespace projections {
namespace {

/// The value of a register row.
struct line {
    events::case_id subject;
    std::string text;

    static constexpr auto fields() {
        return std::tuple{events::field{"subject", &line::subject},
                          events::field{"text", &line::text}};
    }
};

class register_rows : public projection {
public:
    [[nodiscard]] std::string_view name() const override { return "register"; }
    [[nodiscard]] std::span<const table> writes() const override {
        static constexpr std::array mine{table::register_lines, table::returns};
        return mine;
    }
    [[nodiscard]] std::string schema() const override {
        return schema_text<line>() + schema_text<returned_result>();
    }
    void apply(const engine::placed_event& event, const case_before&,
               const engine::case_state& after, event_sink& into) const override {
        for (const auto& claim : event.what.common.numbers) {
            if (claim.counter.starts_with("register/")) {
                into.put(table::register_lines, key{}.text(claim.counter).number(claim.value),
                         binary::encode(line{after.id, claim.text}));
            }
        }
        if (const auto* back = std::get_if<events::result_returned>(&event.what.detail)) {
            into.put(table::returns, key{}.id(after.id),
                     binary::encode(returned_result{back->by, back->against_promise}));
        }
    }
};

} // namespace

const projection& register_projection() {
    static const register_rows one;
    return one;
}

std::string register_counter(const events::office_code& office, int year) {
    return "register/" + office.str() + "/" + std::to_string(year);
}

page<register_line> register_lines(const snapshot& view, std::string_view counter,
                                   const page_request& which) {
    const auto range = rows_with_prefix(table::register_lines, key{}.text(counter).bytes());
    const auto found = read_page(view, range, which);
    page<register_line> out{{}, found.next};
    for (const auto& row : found.rows) {
        const auto value = binary::decode<line>(row.value);
        const auto state = find_case(view, value.subject);
        out.rows.push_back(
            {.number = key_reader{std::string_view{row.key}.substr(range.from.size())}.number(),
             .text = value.text,
             .accepted_at = state ? state->accepted_at : std::nullopt,
             .matter = state ? row_of(*state) : case_row{},
             .returned = returned_as(view, value.subject),
             .wanted = state ? state->result_by : std::nullopt});
    }
    return out;
}

std::optional<returned_result> returned_as(const snapshot& view, const events::case_id& id) {
    const auto bytes = view.get(table::returns, key{}.id(id));
    return bytes ? std::optional{binary::decode<returned_result>(*bytes)} : std::nullopt;
}

std::uint64_t newest_number(const snapshot& view, std::string_view counter) {
    const auto bytes = view.get(table::numbers, key{}.text(counter));
    return bytes ? binary::decode<std::uint64_t>(*bytes) : 0;
}

} // namespace projections
