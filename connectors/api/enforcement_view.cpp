#include "connectors/api/enforcement_view.hpp"

#include "connectors/api/views.hpp"
#include "connectors/reports/enforcement.hpp"

namespace connectors::api {
namespace {

enforcement_line line_of(const call& of, const enforcement_row& row) {
    const auto& table = table_in_force(of);
    auto out = figures_line<enforcement_line>(of, row.office, row.procedure);
    json figures = json::object();
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        figures[table.columns[i].id] = row.counts[i];
    }
    out.figures = {std::move(figures)};
    out.amount = row.amount;
    out.rate_parts = row.rate();
    return out;
}

const closed_report& enforcement_closings() {
    static const closed_report one{enforcement_report, {"amount"}, {}};
    return one;
}

std::vector<enforcement_row> enforcement_of(call& of, const events::office_code& office,
                                            const projections::period& when) {
    return enforcement_rows(table_in_force(of), office,
                            matters_enforced(of.view(), of.on.rules, office, when));
}

json known_enforcement_lines(const call& of, const std::vector<enforcement_row>& rows) {
    std::vector<enforcement_line> lines;
    for (const auto& row : rows) {
        lines.push_back(line_of(of, row));
    }
    return known_lines(lines, line_of(of, total_of(table_in_force(of), rows)));
}

} // namespace

const engine::enforcement_table& table_in_force(const call& of) {
    static const engine::enforcement_table none;
    return of.on.rules.enforcement ? *of.on.rules.enforcement : none;
}

std::unique_lock<std::mutex> turn_to_count() {
    static std::mutex one_at_a_time;
    std::unique_lock turn(one_at_a_time, std::try_to_lock);
    if (!turn) {
        throw refusal(problem_of("one_at_a_time"));
    }
    return turn;
}

enforcement_view enforcement_view_of(call& of, const std::vector<events::office_code>& offices,
                                     const projections::period& when, past_reports past) {
    const auto turn = turn_to_count();
    const auto& table = table_in_force(of);
    auto out = table_of_period<enforcement_view>(of, when);
    for (const auto& one : table.columns) {
        out.columns.push_back({one.id, name_in(of, one.name), one.from.source, one.from.tag,
                               one.from.may_be_default()});
    }
    std::vector<enforcement_row> all;
    for (const auto& office : offices) {
        auto rows = enforcement_of(of, office, when);
        const auto known_now = [&](const projections::period& which) {
            return known_enforcement_lines(
                of, same_days(which, when) ? rows : enforcement_of(of, office, which));
        };
        if (past == past_reports::compared) {
            put_reported(out,
                         reported_periods_of(of, enforcement_closings(), office, when, known_now),
                         offices.size() == 1);
        }
        std::move(rows.begin(), rows.end(), std::back_inserter(all));
    }
    for (const auto& row : all) {
        out.rows.push_back(line_of(of, row));
    }
    out.total = line_of(of, total_of(table, all));
    return out;
}

} // namespace connectors::api
