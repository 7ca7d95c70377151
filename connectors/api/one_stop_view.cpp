#include "connectors/api/one_stop_view.hpp"

#include "connectors/api/period_table.hpp"
#include "connectors/api/views.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace connectors::api {
namespace {

report_source source_of(call& of) { return {of.view(), of.on.log, of.on.rules, of.now()}; }

report_line line_of(const call& of, const report_row& row) {
    auto out = figures_line<report_line>(of, row.office, row.procedure);
    out.figures.value = json::object();
    for (std::size_t i = 0; i < report_figures; ++i) {
        out.figures.value[std::string{events::name_of(static_cast<report_figure>(i))}] =
            row.counts[i];
    }
    out.on_time_share = row.on_time_share();
    out.average_working_tenths = row.average_working_tenths;
    return out;
}

identity_view identity_of(const report_row& sum) {
    using enum report_figure;
    identity_view out;
    out.came_in = sum[carried_over] + sum[received] + sum[reopened] + sum[moved_in];
    out.went_out = sum[settled] + sum[moved_out];
    out.in_progress = sum[in_progress];
    out.counted_one_by_one = sum[not_yet_due] + sum[overdue];
    out.holds = sum.balances() && out.in_progress == out.counted_one_by_one;
    return out;
}

std::int64_t returned_results(const report_row& row) {
    using enum report_figure;
    return row[returned_early] + row[returned_on_time] + row[returned_late];
}

/// The best first; those that returned nothing last.
std::vector<rated_unit> rated_units(const call& of, const std::vector<report_row>& by_office) {
    std::vector<rated_unit> out;
    for (const auto& sum : by_office) {
        const auto* office = of.on.rules.find_office(sum.office);
        out.push_back({0, sum.office,
                       office == nullptr ? "" : office->name_on(events::office_date(of.now())),
                       returned_results(sum), sum.on_time_share()});
    }
    std::ranges::stable_sort(out, [](const auto& a, const auto& b) {
        return a.on_time_share.value_or(-1) > b.on_time_share.value_or(-1);
    });
    for (std::size_t i = 0; i < out.size(); ++i) {
        const bool same = i > 0 && out[i].on_time_share == out[i - 1].on_time_share;
        out[i].rank = same ? out[i - 1].rank : i + 1;
    }
    return out;
}

/// How late a case stands is judged by what is promised when one asks: an apology or an acceptance
/// of today says nothing against a report of before.
const closed_report& one_stop_closings() {
    static const closed_report one{
        one_stop_report,
        {},
        {events::name_of(report_figure::not_yet_due), events::name_of(report_figure::overdue)}};
    return one;
}

json known_report_lines(const call& of, const std::vector<report_row>& rows) {
    std::vector<report_line> lines;
    for (const auto& row : rows) {
        lines.push_back(line_of(of, row));
    }
    return known_lines(lines, line_of(of, total_of(rows)));
}

/// The row that binds every office of a report; null where one has another, or none.
const engine::send_day* row_of_all(const call& of, engine::reported_span span, std::int64_t year,
                                   const std::vector<events::office_code>& offices) {
    const engine::send_day* row = nullptr;
    for (const auto& office : offices) {
        const auto* known = of.on.rules.find_office(office);
        const auto* own = known == nullptr ? nullptr
                                           : engine::find_send_day(of.on.rules.send_days, span,
                                                                   year, office, known->parent);
        if (own == nullptr || (row != nullptr && own != row)) {
            return nullptr;
        }
        row = own;
    }
    return row;
}

std::optional<sending_view> sending_of(const call& of,
                                       const std::vector<events::office_code>& offices,
                                       const projections::period& when) {
    using namespace projections;
    const int year = static_cast<int>(when.last.year());
    const bool first_half =
        same_days(when, half_year(year, 1)) || same_days(when, months_of_statistics_year(year, 6));
    const bool second_half = same_days(when, half_year(year, 2));
    const bool whole =
        same_days(when, calendar_year(year)) || same_days(when, statistics_year(year));
    if (!(first_half || second_half || whole)) {
        return std::nullopt;
    }
    // A year's half-yearly day is that of its first half: a second one ends with the year.
    const auto* row =
        row_of_all(of, whole ? engine::reported_span::year : engine::reported_span::half_year,
                   second_half ? 0 : year, offices);
    return row == nullptr ? std::nullopt
                          : std::optional{sending_view{name_in(of, row->to), row->before,
                                                       row->on.from.source}};
}

} // namespace

report_view one_stop_report_of(call& of, const std::vector<events::office_code>& offices,
                               const projections::period& when, past_reports past) {
    report_view out;
    out.period = when.name;
    out.first = when.first;
    out.last = when.last;
    out.is_over = events::office_date(of.now()) > when.last;
    out.sending = sending_of(of, offices, when);
    std::vector<report_row> by_office;
    for (const auto& office : offices) {
        const auto rows = one_stop_rows(source_of(of), office, when);
        const auto known_now = [&](const projections::period& which) {
            return known_report_lines(
                of, same_days(which, when) ? rows : one_stop_rows(source_of(of), office, which));
        };
        if (past == past_reports::compared) {
            put_reported(out, reported_periods_of(of, one_stop_closings(), office, when, known_now),
                         offices.size() == 1);
        }
        for (const auto& row : rows) {
            out.rows.push_back(line_of(of, row));
        }
        by_office.push_back(total_of(rows));
        by_office.back().office = office;
    }
    const auto sum = total_of(by_office);
    out.total = line_of(of, sum);
    out.identity = identity_of(sum);
    out.units = rated_units(of, by_office);
    return out;
}

} // namespace connectors::api
