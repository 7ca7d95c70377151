#include "connectors/reports/one_stop.hpp"
#include "engine/law.hpp"
#include "projections/counted_rows.hpp"
#include "projections/figures.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

namespace connectors {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

events::local_date day_after(events::local_date day) {
    return events::local_date{sys_days{day} + days{1}};
}

/// Which of a procedure's periods end with the outcome, remembered: a year has many cases and few
/// periods.
class outcome_periods {
public:
    explicit outcome_periods(const engine::rule_set& rules) : rules_(rules) {}

    [[nodiscard]] bool have(std::string_view procedure, std::string_view period) {
        asked_.assign(procedure).append(1, '\0').append(period);
        const auto found = known_.find(asked_);
        if (found != known_.end()) {
            return found->second;
        }
        using enum engine::fact;
        const bool out = std::ranges::any_of(
            std::array{decided, document_issued, resolved, concluded}, [&](engine::fact what) {
                return engine::law::meets(rules_, std::string{procedure}, std::string{period},
                                          what);
            });
        known_.emplace(asked_, out);
        return out;
    }

private:
    const engine::rule_set& rules_;
    std::unordered_map<std::string, bool> known_;
    std::string asked_;
};

/// Who was in progress at the end of a period: who is now, less who came since, and with those who
/// went since. That is the balance of the statistics read from its other end, so that a figure and
/// the cases counted one by one cannot differ; what notes say judges lateness and nothing else.
class standing {
public:
    standing(const report_source& from, events::instant end)
        : as_of_(std::min(end, from.now)), outcomes_(from.rules) {}

    /// The note that a case shows first is what held when it went, or what holds now.
    void add(const projections::counted_row& row, int by) {
        auto& one = cases_[std::string{row.case_key}];
        if (by > 0 && !row.note.empty() && !one.noted) {
            const auto note = projections::note_of<projections::standing_note>(row.note);
            const auto due = outcome_due(row.procedure, note);
            one.noted = true;
            one.overdue = due && *due <= as_of_;
        }
        const auto known = std::ranges::find(one.balance, row.procedure, &under::procedure);
        if (known == one.balance.end()) {
            one.balance.push_back({std::string{row.procedure}, by});
        } else {
            known->times += by;
        }
    }
    [[nodiscard]] std::vector<standing_case> take() const {
        std::vector<standing_case> out;
        for (const auto& [key, one] : cases_) {
            for (const auto& each : one.balance) {
                if (each.times > 0) {
                    out.push_back({projections::case_of(key), each.procedure, one.overdue});
                }
            }
        }
        return out;
    }

private:
    struct under {
        std::string procedure;
        int times = 0; ///< that it was there more often than not
    };
    struct counted {
        std::vector<under> balance; ///< one procedure, rarely two
        bool noted = false;
        bool overdue = false;
    };

    /// When the person should have had the outcome at the latest: the end of the day that was
    /// promised, or else of the law's own period, unless what that is for was done by then.
    [[nodiscard]] std::optional<events::instant>
    outcome_due(std::string_view procedure, const projections::standing_note& note) {
        if (note.promised) {
            return events::at_office(day_after(events::office_date(*note.promised)),
                                     std::chrono::milliseconds{0});
        }
        std::optional<events::instant> out;
        for (const auto& one : note.periods) {
            const bool done = one.met && *one.met <= as_of_;
            if (!done && outcomes_.have(procedure, one.id)) {
                out = std::max(out.value_or(one.due), one.due); // a new run counts, not the first
            }
        }
        return out;
    }

    events::instant as_of_;
    outcome_periods outcomes_;
    std::map<std::string, counted> cases_; ///< in the order of their ids, as lists give them
};

constexpr events::local_date end_of_time{std::chrono::year{9999}, std::chrono::December,
                                         std::chrono::day{31}};

} // namespace

std::vector<standing_case> standing_cases(const report_source& from,
                                          const events::office_code& office,
                                          const projections::period& when) {
    const auto after = day_after(when.last);
    standing out{from, events::at_office(after, std::chrono::milliseconds{0})};
    const auto since = projections::days(after, end_of_time);
    for (const auto what : projections::figures_out) {
        projections::each_counted(from.view, office, what, since,
                                  [&](const auto& row) { out.add(row, 1); });
    }
    projections::each_in_progress(from.view, office, [&](const auto& row) { out.add(row, 1); });
    for (const auto what : projections::figures_in) {
        projections::each_counted(from.view, office, what, since,
                                  [&](const auto& row) { out.add(row, -1); });
    }
    return out.take();
}

} // namespace connectors
