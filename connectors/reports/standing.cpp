#include "connectors/reports/one_stop.hpp"
#include "engine/law.hpp"
#include "projections/counted_rows.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

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

class standing {
public:
    standing(const report_source& from, events::instant end)
        : end_(end), as_of_(std::min(end, from.now)), outcomes_(from.rules) {}

    void add(const projections::counted_row& row) {
        const auto note = projections::note_of<projections::standing_note>(row.note);
        if (!note.received || *note.received >= end_ ||
            !seen_.insert(std::string{row.case_key}).second) {
            return;
        }
        const auto due = outcome_due(row.procedure, note);
        out_.push_back({projections::case_of(row.case_key), std::string{row.procedure},
                        due && *due <= as_of_});
    }
    [[nodiscard]] std::vector<standing_case> take() { return std::move(out_); }

private:
    /// When the person should have had the outcome at the latest: the end of the day that was
    /// promised, or else of the law's own period.
    [[nodiscard]] std::optional<events::instant>
    outcome_due(std::string_view procedure, const projections::standing_note& note) {
        if (note.promised) {
            return events::at_office(day_after(events::office_date(*note.promised)),
                                     std::chrono::milliseconds{0});
        }
        std::optional<events::instant> out;
        for (const auto& one : note.periods) {
            if (outcomes_.have(procedure, one.id)) {
                out = std::max(out.value_or(one.due), one.due); // a new run counts, not the first
            }
        }
        return out;
    }

    events::instant end_;
    events::instant as_of_;
    outcome_periods outcomes_;
    std::unordered_set<std::string> seen_;
    std::vector<standing_case> out_;
};

} // namespace

std::vector<standing_case> standing_cases(const report_source& from,
                                          const events::office_code& office,
                                          const projections::period& when) {
    const auto after = day_after(when.last);
    standing out{from, events::at_office(after, std::chrono::milliseconds{0})};
    const auto add = [&](const auto& row) { out.add(row); };
    projections::each_in_progress(from.view, office, add);
    // What was settled since was in progress then.
    const auto today = events::office_date(from.now);
    if (after <= today) {
        projections::each_counted(from.view, office, projections::figure::settled,
                                  projections::days(after, today), add);
    }
    return out.take();
}

} // namespace connectors
