#include "projections/enforcement.hpp"

#include "projections/counted_rows.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <unordered_map>

namespace projections {
namespace {

/// What the rows say of a matter, before it is known whether the period has it.
struct gathered {
    enforced_matter matter;
    int before = 0; ///< how often it came more than it went
    int within = 0;
    bool came = false;              ///< in the period
    bool common_before = false;     ///< the decision that stood before it is another case's too
    bool common = false;            ///< the newest is
    std::uint64_t stopped = 0;      ///< sequence of the newest stop
    std::uint64_t stopped_over = 0; ///< and of the newest end of one
    std::uint64_t decided = 0;      ///< in the period, the newest time that it was
    std::uint64_t whole = 0;        ///< the newest record that all is performed
    std::uint64_t part = 0;         ///< and that a part is, which takes an error back as well
    std::uint64_t revoked = 0;      ///< what was recorded as performed before it counts no more
};

/// Found by a text that is not copied for it.
struct text_hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
        return std::hash<std::string_view>{}(text);
    }
};
template <class Value>
using by_case = std::unordered_map<std::string, Value, text_hash, std::equal_to<>>;

/// What is known of a case; a new one when nothing is.
template <class Value> Value& known_of(by_case<Value>& all, std::string_view case_key) {
    const auto known = all.find(case_key);
    return known != all.end() ? known->second : all[std::string{case_key}];
}

/// All that an office ever had to enforce passes by for a report of one month: of what lies before
/// it, only how often each matter came more than it went is kept, and of those that have gone
/// nothing.
class matters_of_period {
public:
    matters_of_period(const snapshot& view, const events::office_code& office, const period& when)
        : view_(view), office_(office), when_(when) {}

    std::vector<enforced_matter> all() {
        gather_before();
        gather_within();
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
            // It ends in one way: one that is terminated has no more that could be performed.
            matter.performed =
                one.whole > one.part && !matter.stands && !matter.ended && !matter.entrusted;
            matter.in_part = one.part > 0;
            matter.revoked = !matter.stands && one.revoked > one.decided;
            if (!matter.stands || one.stopped < one.stopped_over) {
                matter.ground.clear();
            }
            tell_common(one);
            matter.case_key = key;
            out.push_back(std::move(matter));
        }
        std::ranges::sort(out, {}, &enforced_matter::case_key);
        return out;
    }

private:
    struct balance {
        std::int32_t more = 0;
        std::uint32_t procedure = 0; ///< its place among procedures_
        bool common = false;         ///< the newest decision is
    };

    static bool is_common(const counted_row& row) {
        return !row.note.empty() && note_of<common_note>(row.note).common;
    }
    /// Where a decision of its own gives way to a common one it is revoked, and the other case's
    /// goes on; where it is the other way round, it comes: so each period begins with what stood
    /// when the one before it ended.
    static void tell_common(gathered& one) {
        auto& matter = one.matter;
        const bool own_before = one.before > 0 && !one.common_before;
        matter.carried_over = own_before;
        if (!one.common) {
            return;
        }
        matter.common = !own_before;
        if (own_before) {
            matter.stands = false;
            matter.performed = false;
            matter.revoked = !matter.ended && !matter.entrusted;
            matter.ground.clear();
        }
    }

    static period days_before(events::local_date day) {
        const events::local_date first{std::chrono::year{1970} / std::chrono::January / 1};
        return days(first, events::local_date{std::chrono::sys_days{day} - std::chrono::days{1}});
    }
    void before(figure what, const see_row& see) const {
        each_counted(view_, office_, what, days_before(when_.first), see);
    }
    void within(figure what, const see_row& see) const {
        each_counted(view_, office_, what, when_, see);
    }
    /// The same, and only of matters that are known.
    template <class Use> see_row of_known(Use use) {
        return [this, use](const counted_row& row) {
            if (const auto known = found_.find(row.case_key); known != found_.end()) {
                use(known->second, row);
            }
        };
    }

    std::uint32_t place_of(std::string_view procedure) {
        auto found = std::ranges::find(procedures_, procedure);
        if (found == procedures_.end()) {
            found = procedures_.emplace(procedures_.end(), procedure);
        }
        return static_cast<std::uint32_t>(found - procedures_.begin());
    }

    void gather_before() {
        by_case<balance> balances;
        before(figure::to_enforce, [&](const counted_row& row) {
            auto& known = known_of(balances, row.case_key);
            known.procedure = place_of(row.procedure);
            known.common = is_common(row);
            ++known.more;
        });
        before(figure::enforced_no_more, [&](const counted_row& row) {
            // What was entered late may have left before it came.
            auto& known = known_of(balances, row.case_key);
            known.procedure = place_of(row.procedure);
            if (--known.more == 0) {
                balances.erase(balances.find(row.case_key));
            }
        });
        for (const auto& [key, one] : balances) {
            auto& into = found_[key];
            into.before = one.more;
            into.common_before = one.common;
            into.common = one.common;
            into.matter.procedure = procedures_[one.procedure];
        }
    }
    void gather_within() {
        within(figure::to_enforce, [this](const counted_row& row) {
            auto& one = known_of(found_, row.case_key);
            one.matter.procedure = row.procedure;
            ++one.within;
            one.came = true;
            one.common = is_common(row);
            one.decided = std::max(one.decided, row.sequence);
        });
        within(figure::enforced_no_more,
               of_known([](gathered& one, const counted_row&) { --one.within; }));
    }
    /// One step may end a stop on one ground and begin one on another: then it is stopped.
    void gather_stops() {
        const auto stop = of_known([](gathered& one, const counted_row& row) {
            if (row.sequence >= one.stopped) {
                one.stopped = row.sequence;
                one.matter.ground = note_of<stop_note>(row.note).ground;
            }
        });
        const auto go_on = of_known([](gathered& one, const counted_row& row) {
            one.stopped_over = std::max(one.stopped_over, row.sequence);
        });
        before(figure::stopped_on, stop);
        within(figure::stopped_on, stop);
        before(figure::stopped_no_more, go_on);
        within(figure::stopped_no_more, go_on);
    }
    void gather_ends() {
        within(figure::enforcement_revoked, of_known([](gathered& one, const counted_row& row) {
                   one.revoked = std::max(one.revoked, row.sequence);
               }));
        const auto perform = [this](std::uint64_t gathered::* newest) {
            return of_known([newest](gathered& one, const counted_row& row) {
                if (row.sequence > one.revoked) {
                    one.*newest = std::max(one.*newest, row.sequence);
                    one.matter.amount += note_of<performance_note>(row.note).amount;
                }
            });
        };
        within(figure::performed, perform(&gathered::whole));
        within(figure::performed_in_part, perform(&gathered::part));
        within(figure::ended,
               of_known([](gathered& one, const counted_row&) { one.matter.ended = true; }));
        within(figure::entrusted,
               of_known([](gathered& one, const counted_row&) { one.matter.entrusted = true; }));
    }

    const snapshot& view_;
    const events::office_code& office_;
    const period& when_;
    std::vector<std::string> procedures_;
    by_case<gathered> found_;
};

} // namespace

std::vector<enforced_matter>
enforced_matters(const snapshot& view, const events::office_code& office, const period& when) {
    return matters_of_period{view, office, when}.all();
}

page<case_row> cases_of_matters(const snapshot& view, const std::vector<enforced_matter>& matters,
                                const page_request& which) {
    std::vector<std::string> keys;
    keys.reserve(matters.size());
    std::ranges::transform(matters, std::back_inserter(keys), &enforced_matter::case_key);
    return page_of_cases(view, keys, which);
}

} // namespace projections
