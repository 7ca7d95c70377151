#include "projections/cases.hpp"

#include "engine/finality.hpp"
#include "projections/binary.hpp"
#include "projections/figures.hpp"
#include "projections/key.hpp"
#include "projections/notes.hpp"
#include "projections/pager.hpp"
#include "projections/projection.hpp"
#include "projections/settled.hpp"

#include <algorithm>
#include <array>

namespace projections {
namespace {

std::string status_list(const events::office_code& office, events::status at) {
    return key{}.text(office.str()).byte(static_cast<std::uint8_t>(at)).bytes();
}

class cases_rows : public projection {
public:
    [[nodiscard]] std::string_view name() const override { return "cases"; }
    [[nodiscard]] std::span<const table> writes() const override {
        static constexpr std::array mine{table::codes, table::by_status, table::by_opening};
        return mine;
    }
    [[nodiscard]] std::string schema() const override { return notes_schema(); }
    void rows(const engine::case_state& state, row_sink& into) const override {
        if (!is_case(state)) {
            return;
        }
        for (const auto* code : {&state.code, &state.support_code}) {
            if (!code->empty()) {
                into.put(table::codes, key{}.text(*code).id(state.id), {});
            }
        }
        key by_status;
        by_status.text(state.office.str()).byte(static_cast<std::uint8_t>(state.at));
        into.put(table::by_status, by_status.newest_first(state.opened_at).id(state.id),
                 in_progress(state)
                     ? value_of(no_channel, state.procedure, binary::encode(standing_of(state)))
                     : std::string{});
        if (state.at != events::status::noted) {
            into.put(table::by_opening,
                     key{}.text(state.office.str()).newest_first(state.opened_at).id(state.id), {});
        }
    }
};

std::vector<std::string> state_keys(const std::vector<events::case_id>& ids) {
    std::vector<std::string> keys;
    keys.reserve(ids.size());
    for (const auto& id : ids) {
        keys.push_back(key{}.id(id).bytes());
    }
    return keys;
}

/// Reads the bytes of a state as far as its version.
std::uint64_t version_in(std::string_view state) {
    static_assert(std::get<2>(engine::case_state::fields()).name == "version");
    binary::reader from{state};
    events::case_id id;
    events::office_code office;
    std::uint64_t version = 0;
    from.get(id);
    from.get(office);
    from.get(version);
    return version;
}

std::vector<case_row> rows_of(const snapshot& view, const std::vector<events::case_id>& ids) {
    std::vector<case_row> out;
    for (const auto& state : find_cases(view, ids)) {
        out.push_back(row_of(state));
    }
    return out;
}

} // namespace

const projection& cases_projection() {
    static const cases_rows one;
    return one;
}

bool is_case(const engine::case_state& state) { return state.at != events::status::none; }

case_row row_of(const engine::case_state& state) {
    case_row out{.id = state.id,
                 .office = state.office,
                 .version = state.version,
                 .code = state.shown_code(),
                 .support_code = state.support_code,
                 .follows = state.follows,
                 .at = state.at,
                 .status_ground = state.status_ground,
                 .procedure = state.procedure,
                 .law = state.law_by_now(),
                 .received_by = state.received_by,
                 .holder = state.holder,
                 .opened_at = state.opened_at,
                 .changed_at = state.changed_at,
                 .received_at = state.received_at,
                 .appointment_at = state.appointment_at,
                 .promised_at = state.promised_at,
                 .issued_at = state.issued_at,
                 .returned_at = state.returned_at,
                 .ended_at = state.ended_at,
                 .next = {},
                 .paused = 0,
                 .applicant = {},
                 .names_denouncer =
                     std::ranges::count(state.persons, "denouncer", &events::sealed_box::part) > 0};
    for (const auto& one : state.deadlines) {
        if (!state.owes(one)) {
            continue;
        }
        if (one.paused()) {
            ++out.paused;
        } else if (!out.next || one.due < out.next->due) {
            out.next = next_due{one.id, one.since, one.due, one.act_by, one.unit};
        }
    }
    const auto person =
        std::find_if(state.persons.begin(), state.persons.end(),
                     [](const events::sealed_box& box) { return box.part == "applicant"; });
    if (person != state.persons.end()) {
        out.applicant = *person;
    }
    return out;
}

std::optional<engine::case_state> find_case(const snapshot& view, const events::case_id& id) {
    const auto bytes = view.get(table::states, key{}.id(id));
    return bytes ? std::optional{binary::decode<engine::case_state>(*bytes)} : std::nullopt;
}

std::vector<engine::case_state> find_cases(const snapshot& view,
                                           const std::vector<events::case_id>& ids) {
    std::vector<engine::case_state> out;
    out.reserve(ids.size());
    for (const auto& bytes : view.get_many(table::states, state_keys(ids))) {
        if (bytes) {
            out.push_back(binary::decode<engine::case_state>(*bytes));
        }
    }
    return out;
}

std::vector<std::uint64_t> versions_of(const snapshot& view,
                                       const std::vector<events::case_id>& ids) {
    std::vector<std::uint64_t> out;
    out.reserve(ids.size());
    for (const auto& bytes : view.get_many(table::states, state_keys(ids))) {
        out.push_back(bytes ? version_in(*bytes) : 0);
    }
    return out;
}

std::vector<events::case_id> ids_by_code(const snapshot& view, std::string_view code) {
    const auto range = rows_with_prefix(table::codes, key{}.text(code).bytes());
    std::vector<events::case_id> ids;
    view.scan(range.where, range.from, range.to, [&](std::string_view row, std::string_view) {
        ids.push_back(key_reader{row.substr(range.from.size())}.id<events::case_id>());
        return ids.size() < page_rows_max;
    });
    return ids;
}

std::vector<case_row> cases_by_code(const snapshot& view, std::string_view code) {
    return rows_of(view, ids_by_code(view, code));
}

page<case_row> cases_by_code_prefix(const snapshot& view, std::string_view prefix,
                                    const page_request& which) {
    const auto range = rows_with_prefix(table::codes, key{}.text_prefix(prefix).bytes());
    auto found = read_page(view, range, which);
    std::vector<std::string> codes;
    std::vector<events::case_id> ids;
    for (const auto& row : found.rows) {
        key_reader parts{row.key};
        codes.push_back(parts.text());
        ids.push_back(parts.id<events::case_id>());
    }
    page<case_row> out{{}, std::move(found.next)};
    auto rows = rows_of(view, ids); // of one snapshot, so each of them is there
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& code = rows[i].code;
        if (code == codes[i] || !code.starts_with(prefix)) { // else its other code finds it
            out.rows.push_back(std::move(rows[i]));
        }
    }
    return out;
}

page<case_row> list_cases(const snapshot& view, const events::office_code& office,
                          std::optional<events::status> status, const page_request& which) {
    const auto range = status
                           ? rows_with_prefix(table::by_status, status_list(office, *status))
                           : rows_with_prefix(table::by_opening, key{}.text(office.str()).bytes());
    const auto found = read_page(view, range, which);
    std::vector<events::case_id> ids;
    for (const auto& row : found.rows) {
        key_reader parts{std::string_view{row.key}.substr(range.from.size())};
        static_cast<void>(parts.newest_first());
        ids.push_back(parts.id<events::case_id>());
    }
    return {rows_of(view, ids), found.next};
}

} // namespace projections
