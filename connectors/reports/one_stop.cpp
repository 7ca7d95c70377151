#include "connectors/reports/one_stop.hpp"

#include "projections/timeline.hpp"

#include <map>

namespace connectors {
namespace {

/// Looked at one by one for the average.
constexpr std::int64_t returned_cases_max = 2'000;

using rows_by_procedure = std::map<std::string, report_row>;

void add_statistics(const report_source& from, const events::office_code& office,
                    const projections::period& when, rows_by_procedure& into) {
    for (const auto& cell : projections::statistics_of(from.view, office, when)) {
        auto& row = into[cell.procedure];
        row.office = office;
        row.procedure = cell.procedure;
        row[report_figure::carried_over] += cell.carried_over;
        row[report_figure::in_progress] += cell.in_progress;
        for (std::size_t i = 0; i < report_figures; ++i) {
            const auto what = static_cast<report_figure>(i);
            const auto counted = statistics_figure(what);
            const auto by = channel_of(what);
            if (counted && (!by || by == cell.received_by)) {
                row[what] += static_cast<std::int64_t>(cell.count(*counted));
            }
        }
    }
}

/// Calls `visit` for every case behind a figure.
template <class Visit>
void each_case(const report_source& from, const events::office_code& office,
               projections::figure what, const projections::period& when, const Visit& visit) {
    projections::page_request which{projections::page_rows_max, {}};
    do {
        const auto page = projections::cases_of_figure(from.view, office, what, when, {}, which);
        for (const auto& row : page.rows) {
            visit(row);
        }
        which.cursor = page.next;
    } while (!which.cursor.empty());
}

void add_refusals(const report_source& from, const events::office_code& office,
                  const projections::period& when, rows_by_procedure& into) {
    each_case(from, office, projections::figure::refused, when, [&](const auto& refused) {
        ++into[refused.matter.procedure][refusal_kind(from, refused)];
    });
}

void add_standing(const report_source& from, const events::office_code& office,
                  const projections::period& when, rows_by_procedure& into) {
    for (const auto& one : standing_cases(from, office, when)) {
        ++into[one.state.procedure]
              [one.overdue ? report_figure::overdue : report_figure::not_yet_due];
    }
}

void add_averages(const report_source& from, const events::office_code& office,
                  const projections::period& when, rows_by_procedure& into) {
    using enum report_figure;
    std::int64_t returned = 0;
    for (const auto& [procedure, row] : into) {
        returned += row[returned_early] + row[returned_on_time] + row[returned_late];
    }
    if (returned > returned_cases_max) {
        return;
    }
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> days_and_cases;
    for (const auto what :
         {projections::figure::returned_early, projections::figure::returned_on_time,
          projections::figure::returned_late}) {
        each_case(from, office, what, when, [&](const auto& one) {
            if (!one.matter.received_at) {
                return;
            }
            const auto worked = from.rules.calendar.working_days_between(
                events::office_date(*one.matter.received_at), one.day);
            auto& sum = days_and_cases[one.matter.procedure];
            if (worked) {
                sum.first += *worked;
                ++sum.second;
            }
        });
    }
    for (const auto& [procedure, sum] : days_and_cases) {
        if (sum.second > 0) {
            into[procedure].average_working_tenths = (sum.first * 20 / sum.second + 1) / 2;
        }
    }
}

} // namespace

report_figure refusal_kind(const report_source& from, const projections::counted_case& refused) {
    const auto* procedure = from.rules.find(refused.matter.procedure);
    if (procedure == nullptr) {
        return report_figure::refused_other;
    }
    projections::page_request which{projections::page_rows_max, {}};
    for (const auto& entry : projections::timeline(from.view, refused.matter.id, which).rows) {
        if (entry.sequence != refused.sequence) {
            continue;
        }
        const auto day =
            events::office_date(refused.matter.received_at.value_or(refused.matter.opened_at));
        for (const auto& code : projections::event_at(from.log, entry.place).common.grounds) {
            const auto* ground = engine::find_ground(*procedure, code, day);
            if (ground != nullptr && ground->leads_to == engine::outcome::refuse_no_right) {
                return report_figure::refused_no_right;
            }
            if (ground != nullptr && ground->leads_to == engine::outcome::refuse_no_jurisdiction) {
                return report_figure::refused_no_jurisdiction;
            }
        }
    }
    return report_figure::refused_other;
}

std::vector<report_row> one_stop_rows(const report_source& from, const events::office_code& office,
                                      const projections::period& when) {
    rows_by_procedure rows;
    add_statistics(from, office, when, rows);
    add_refusals(from, office, when, rows);
    add_standing(from, office, when, rows);
    add_averages(from, office, when, rows);
    std::vector<report_row> out;
    for (auto& [procedure, row] : rows) {
        row.office = office;
        row.procedure = procedure;
        out.push_back(std::move(row));
    }
    return out;
}

} // namespace connectors
