#include "projections/worklist.hpp"

#include "engine/finality.hpp"
#include "projections/key.hpp"
#include "projections/pager.hpp"
#include "projections/projection.hpp"

#include <algorithm>
#include <array>

namespace projections {
namespace {

constexpr std::uint8_t all_open = 0;
constexpr std::uint8_t held_by_nobody = 1;

class worklist_rows : public projection {
public:
    [[nodiscard]] std::string_view name() const override { return "worklist"; }
    [[nodiscard]] std::span<const table> writes() const override {
        static constexpr std::array mine{table::office_work, table::officer_work};
        return mine;
    }
    void rows(const engine::case_state& state, row_sink& into) const override {
        if (!is_case(state)) {
            return;
        }
        if (engine::is_final(state.follows, state.at) &&
            std::ranges::none_of(state.deadlines,
                                 [&](const auto& one) { return state.owes(one); })) {
            return; // one that ended is work as long as the parties are to be told
        }
        const auto next = row_of(state).next;
        const auto due = next ? next->due : events::instant::max();
        const auto office_row = [&](std::uint8_t list) {
            into.put(table::office_work,
                     key{}.text(state.office.str()).byte(list).at(due).id(state.id), {});
        };
        office_row(all_open);
        if (state.holder.empty()) {
            office_row(held_by_nobody);
        } else {
            into.put(table::officer_work, key{}.id(state.holder).at(due).id(state.id), {});
        }
    }
};

page<case_row> read_worklist(const snapshot& view, table where, const std::string& list,
                             const page_request& which) {
    auto range = rows_with_prefix(where, list);
    range.is_list = true;
    const auto found = read_page(view, range, which);
    std::vector<events::case_id> ids;
    for (const auto& row : found.rows) {
        key_reader parts{std::string_view{row.key}.substr(list.size())};
        static_cast<void>(parts.at());
        ids.push_back(parts.id<events::case_id>());
    }
    page<case_row> out{{}, found.next};
    for (const auto& state : find_cases(view, ids)) {
        out.rows.push_back(row_of(state));
    }
    return out;
}

} // namespace

const projection& worklist_projection() {
    static const worklist_rows one;
    return one;
}

page<case_row> office_worklist(const snapshot& view, const events::office_code& office,
                               holding which_held, const page_request& which) {
    const auto list = which_held == holding::anyone ? all_open : held_by_nobody;
    return read_worklist(view, table::office_work, key{}.text(office.str()).byte(list).bytes(),
                         which);
}

page<case_row> officer_worklist(const snapshot& view, const events::officer_id& officer,
                                const page_request& which) {
    return read_worklist(view, table::officer_work, key{}.id(officer).bytes(), which);
}

} // namespace projections
