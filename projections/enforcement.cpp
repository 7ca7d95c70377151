#include "projections/enforcement.hpp"

#include "projections/counted_rows.hpp"
#include "projections/pager.hpp"

#include <algorithm>
#include <iterator>
#include <map>

namespace projections {
namespace {

/// What the rows say of a matter, before it is known whether the period has it.
struct gathered {
    enforced_matter matter;
    int before = 0; ///< how often it came more than it went
    int within = 0;
    bool came = false;              ///< in the period
    std::uint64_t stopped = 0;      ///< sequence of the newest stop
    std::uint64_t stopped_over = 0; ///< and of the newest end of one
};

class matters_of_period {
public:
    matters_of_period(const snapshot& view, const events::office_code& office, const period& when)
        : view_(view), office_(office), when_(when) {}

    std::vector<enforced_matter> all() {
        gather_standing();
        gather_stops();
        gather_ends();
        std::vector<enforced_matter> out;
        for (auto& [key, one] : found_) {
            auto& matter = one.matter;
            matter.carried_over = one.before > 0;
            matter.stands = one.before + one.within > 0;
            if (!matter.carried_over && !one.came) {
                continue; // gone before the period
            }
            matter.performed = matter.performed && !matter.stands;
            if (!matter.stands || one.stopped < one.stopped_over) {
                matter.ground.clear();
            }
            matter.case_key = key;
            out.push_back(std::move(matter));
        }
        return out;
    }

private:
    /// Everything behind a figure until the end of the period.
    void each(figure what, const see_row& see) const {
        const events::local_date first{std::chrono::year{1970} / std::chrono::January / 1};
        each_counted(view_, office_, what, days(first, when_.last), see);
    }
    void within(figure what, const see_row& see) const {
        each_counted(view_, office_, what, when_, see);
    }
    gathered& of(const counted_row& row) {
        auto& one = found_[std::string{row.case_key}];
        one.matter.procedure = row.procedure;
        return one;
    }

    void gather_standing() {
        const auto add = [&](int by) {
            return [this, by](const counted_row& row) {
                auto& one = of(row);
                (row.day < when_.first ? one.before : one.within) += by;
                one.came = one.came || (by > 0 && row.day >= when_.first);
            };
        };
        each(figure::to_enforce, add(1));
        each(figure::enforced_no_more, add(-1));
    }
    /// One step may end a stop on one ground and begin one on another: then it is stopped.
    void gather_stops() {
        each(figure::stopped_on, [this](const counted_row& row) {
            auto& one = of(row);
            if (row.sequence >= one.stopped) {
                one.stopped = row.sequence;
                one.matter.ground = note_of<stop_note>(row.note).ground;
            }
        });
        each(figure::stopped_no_more, [this](const counted_row& row) {
            auto& one = of(row);
            one.stopped_over = std::max(one.stopped_over, row.sequence);
        });
    }
    void gather_ends() {
        const auto perform = [this](bool enforced_matter::* how) {
            return [this, how](const counted_row& row) {
                auto& matter = of(row).matter;
                matter.*how = true;
                matter.amount += note_of<performance_note>(row.note).amount;
            };
        };
        within(figure::performed, perform(&enforced_matter::performed));
        within(figure::performed_in_part, perform(&enforced_matter::in_part));
        within(figure::ended, [this](const auto& row) { of(row).matter.ended = true; });
        within(figure::entrusted, [this](const auto& row) { of(row).matter.entrusted = true; });
    }

    const snapshot& view_;
    const events::office_code& office_;
    const period& when_;
    std::map<std::string, gathered> found_;
};

} // namespace

std::vector<enforced_matter>
enforced_matters(const snapshot& view, const events::office_code& office, const period& when) {
    return matters_of_period{view, office, when}.all();
}

page<case_row> cases_of_matters(const snapshot& view, const std::vector<enforced_matter>& matters,
                                const page_request& which) {
    const auto limit = std::clamp<std::size_t>(which.limit, 1, page_rows_max);
    auto at = matters.begin();
    if (!which.cursor.empty()) {
        const auto behind = key_of_cursor(which.cursor, {table::states, {}, {}});
        at = std::ranges::upper_bound(matters, behind, {}, &enforced_matter::case_key);
    }
    page<case_row> out;
    std::vector<events::case_id> ids;
    for (; at != matters.end() && ids.size() < limit; ++at) {
        ids.push_back(case_of(at->case_key));
    }
    if (at != matters.end()) {
        out.next = cursor_at(table::states, std::prev(at)->case_key);
    }
    for (const auto& state : find_cases(view, ids)) {
        out.rows.push_back(row_of(state));
    }
    return out;
}

} // namespace projections
