#include "connectors/reports/one_stop.hpp"
#include "engine/finality.hpp"
#include "engine/law.hpp"
#include "projections/settled.hpp"

#include <algorithm>
#include <unordered_set>

namespace connectors {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

events::local_date day_after(events::local_date day) {
    return events::local_date{sys_days{day} + days{1}};
}

/// When the person should have had the outcome at the latest: the end of the day that was promised,
/// or else of the law's own period.
std::optional<events::instant> outcome_due(const engine::rule_set& rules,
                                           const engine::case_state& state) {
    using enum engine::fact;
    if (state.promised_at) {
        return events::at_office(day_after(events::office_date(*state.promised_at)),
                                 std::chrono::milliseconds{0});
    }
    std::optional<events::instant> out;
    for (const auto& one : state.deadlines) {
        const bool outcome = std::ranges::any_of(
            std::array{decided, document_issued, resolved, concluded}, [&](engine::fact what) {
                return engine::law::meets(rules, state.procedure, one.id, what);
            });
        if (outcome && !one.paused() && !one.lapsed) {
            out = std::max(out.value_or(one.due), one.due); // a new run counts, not the first one
        }
    }
    return out;
}

class standing {
public:
    standing(const report_source& from, events::instant end)
        : from_(from), end_(end), as_of_(std::min(end, from.now)) {}

    void add(const engine::case_state& state) {
        if (!state.received_at || *state.received_at >= end_ ||
            !seen_.insert(state.id.str()).second) {
            return;
        }
        const auto due = outcome_due(from_.rules, state);
        out_.push_back({state, due && *due <= as_of_});
    }
    [[nodiscard]] std::vector<standing_case> take() { return std::move(out_); }

private:
    const report_source& from_;
    events::instant end_;
    events::instant as_of_;
    std::unordered_set<std::string> seen_;
    std::vector<standing_case> out_;
};

/// Whether a case in this status can be in progress, in any lifecycle.
bool may_be_in_progress(events::status at) {
    engine::case_state one;
    one.at = at;
    one.received_at = events::instant{};
    for (std::size_t i = 0; i < events::enum_names<events::lifecycle>::names.size(); ++i) {
        one.follows = static_cast<events::lifecycle>(i);
        if (projections::in_progress(one)) {
            return true;
        }
    }
    return false;
}

/// Every case of the office that is in progress now.
template <class Visit>
void each_in_progress(const report_source& from, const events::office_code& office,
                      const Visit& visit) {
    for (std::size_t i = 0; i < events::enum_names<events::status>::names.size(); ++i) {
        const auto at = static_cast<events::status>(i);
        if (!may_be_in_progress(at)) {
            continue; // most cases of an office
        }
        projections::page_request which{projections::page_rows_max, {}};
        do {
            const auto page = projections::list_cases(from.view, office, at, which);
            std::vector<events::case_id> ids;
            for (const auto& row : page.rows) {
                if (row.received_at && !engine::is_final(row.follows, row.at)) {
                    ids.push_back(row.id);
                }
            }
            for (const auto& state : projections::find_cases(from.view, ids)) {
                if (projections::in_progress(state)) {
                    visit(state);
                }
            }
            which.cursor = page.next;
        } while (!which.cursor.empty());
    }
}

} // namespace

std::vector<standing_case> standing_cases(const report_source& from,
                                          const events::office_code& office,
                                          const projections::period& when) {
    const auto after = day_after(when.last);
    standing out{from, events::at_office(after, std::chrono::milliseconds{0})};
    each_in_progress(from, office, [&](const auto& state) { out.add(state); });
    // What was settled since was in progress then.
    const auto today = events::office_date(from.now);
    if (after <= today) {
        projections::page_request which{projections::page_rows_max, {}};
        do {
            const auto page =
                projections::cases_of_figure(from.view, office, projections::figure::settled,
                                             projections::days(after, today), {}, which);
            std::vector<events::case_id> ids;
            for (const auto& row : page.rows) {
                ids.push_back(row.matter.id);
            }
            for (const auto& state : projections::find_cases(from.view, ids)) {
                out.add(state);
            }
            which.cursor = page.next;
        } while (!which.cursor.empty());
    }
    return out.take();
}

} // namespace connectors
