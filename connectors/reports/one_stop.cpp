#include "connectors/reports/one_stop.hpp"

#include "projections/counted_rows.hpp"

#include <algorithm>
#include <map>

namespace connectors {
namespace {

using rows_by_procedure = std::map<std::string, report_row, std::less<>>;

/// The row of a procedure, without a text of its own for each of a million cases.
template <class Map> typename Map::mapped_type& at_procedure(Map& all, std::string_view procedure) {
    const auto found = all.find(procedure);
    return found != all.end() ? found->second : all[std::string{procedure}];
}

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

void add_refusals(const report_source& from, const events::office_code& office,
                  const projections::period& when, rows_by_procedure& into) {
    projections::each_counted(
        from.view, office, projections::figure::refused, when, [&](const auto& refused) {
            ++at_procedure(
                into, refused.procedure)[refusal_kind(from.rules, refused.procedure, refused.note)];
        });
}

void add_standing(const report_source& from, const events::office_code& office,
                  const projections::period& when, rows_by_procedure& into) {
    for (const auto& one : standing_cases(from, office, when)) {
        ++at_procedure(
            into, one.procedure)[one.overdue ? report_figure::overdue : report_figure::not_yet_due];
    }
}

struct days_and_cases {
    std::int64_t days = 0;
    std::int64_t cases = 0;
};

void add_averages(const report_source& from, const events::office_code& office,
                  const projections::period& when, rows_by_procedure& into) {
    std::map<std::string, days_and_cases, std::less<>> sums;
    for (const auto what :
         {projections::figure::returned_early, projections::figure::returned_on_time,
          projections::figure::returned_late}) {
        projections::each_counted(from.view, office, what, when, [&](const auto& one) {
            const auto received = projections::note_of<projections::return_note>(one.note).received;
            if (!received) {
                return;
            }
            if (const auto worked = from.rules.calendar.working_days_between(*received, one.day)) {
                auto& sum = at_procedure(sums, one.procedure);
                sum.days += *worked;
                ++sum.cases;
            }
        });
    }
    for (const auto& [procedure, sum] : sums) {
        into[procedure].average_working_tenths = (sum.days * 20 / sum.cases + 1) / 2;
    }
}

} // namespace

namespace {

/// As the law of the day of receipt has it; a ground that is chosen by another day is read from
/// any row of its name: where it leads, all of them say.
const engine::ground* ground_called(const engine::procedure& known, const std::string& code,
                                    events::local_date received) {
    if (const auto* found = engine::find_ground(known, code, engine::law_days{received})) {
        return found;
    }
    const auto any = std::ranges::find(known.grounds, code, &engine::ground::code);
    return any == known.grounds.end() ? nullptr : &*any;
}

} // namespace

report_figure refusal_kind(const engine::rule_set& rules, std::string_view procedure,
                           std::string_view note) {
    const auto* known = rules.find(procedure);
    if (known == nullptr) {
        return report_figure::refused_other;
    }
    const auto said = projections::note_of<projections::refusal_note>(note);
    for (const auto& code : said.grounds) {
        const auto* ground = ground_called(*known, code, said.received);
        if (ground != nullptr && ground->leads_to == engine::outcome::refuse_no_right) {
            return report_figure::refused_no_right;
        }
        if (ground != nullptr && ground->leads_to == engine::outcome::refuse_no_jurisdiction) {
            return report_figure::refused_no_jurisdiction;
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
