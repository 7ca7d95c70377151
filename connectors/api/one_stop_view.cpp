#include "connectors/api/one_stop_view.hpp"

#include "connectors/api/views.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

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

/// Whether a period lies in the same statistics year as another one and ends no later.
bool is_reported_before(const projections::period& earlier, const projections::period& when) {
    return earlier.first >= when.first && earlier.last <= when.last;
}

/// How late a case stands is judged by what is promised when one asks: an apology or an acceptance
/// of today says nothing against a report of before.
bool is_corrected_later(std::string_view figure) {
    return figure != events::name_of(report_figure::not_yet_due) &&
           figure != events::name_of(report_figure::overdue);
}

/// Where what was reported has become another. A figure that was not counted yet when the report
/// was closed is none that was reported.
void compare_reported(const call& of, const closed_book& closed, const std::vector<report_row>& now,
                      const events::office_code& office, std::vector<late_correction>& into) {
    const auto reported = closed_content(of, closed);
    std::map<std::string, std::map<std::string, std::pair<std::int64_t, std::int64_t>>> figures;
    for (const auto& row : reported.value("rows", json::array())) {
        for (const auto& [figure, count] : row["figures"].items()) {
            figures[row.value("procedure", "")][figure].first = count.get<std::int64_t>();
        }
    }
    for (const auto& row : now) {
        for (std::size_t i = 0; i < report_figures; ++i) {
            const auto figure = std::string{events::name_of(static_cast<report_figure>(i))};
            figures[row.procedure][figure].second = row.counts[i];
        }
    }
    const auto known = reported.value("total", json::object()).value("figures", json::object());
    for (const auto& [procedure, counts] : figures) {
        for (const auto& [figure, pair] : counts) {
            if (pair.first != pair.second && known.contains(figure) && is_corrected_later(figure)) {
                into.push_back({office, closed.period, procedure, figure, pair.first, pair.second});
            }
        }
    }
}

void add_closings(call& of, const events::office_code& office, const projections::period& when,
                  bool alone, const std::vector<report_row>& now, report_view& into) {
    for (auto& closed : closed_books(of, office)) {
        if (closed.book != one_stop_report) {
            continue;
        }
        if (closed.period == when.name) {
            compare_reported(of, closed, now, office, into.corrections);
            if (alone) {
                into.closed = std::move(closed);
            }
            continue;
        }
        const auto earlier = projections::period_from_text(closed.period);
        if (earlier && is_reported_before(*earlier, when)) {
            compare_reported(of, closed, one_stop_rows(source_of(of), office, *earlier), office,
                             into.corrections);
        }
    }
}

bool same_days(const projections::period& one, const projections::period& other) {
    return one.first == other.first && one.last == other.last;
}

/// Where the plan of the first of the offices binds it: all of a report belong to one agency.
std::optional<sending_view> sending_of(const call& of, const events::office_code& office,
                                       const projections::period& when) {
    using namespace projections;
    const int year = static_cast<int>(when.last.year());
    const bool first_half =
        same_days(when, half_year(year, 1)) || same_days(when, months_of_statistics_year(year, 6));
    const bool second_half = same_days(when, half_year(year, 2));
    const bool whole =
        same_days(when, calendar_year(year)) || same_days(when, statistics_year(year));
    const auto* known = of.on.rules.find_office(office);
    if (known == nullptr || !(first_half || second_half || whole)) {
        return std::nullopt;
    }
    // A year's half-yearly day is that of its first half: a second one ends with the year.
    const auto* row = engine::find_send_day(of.on.rules.send_days,
                                            whole ? engine::reported_span::year
                                                  : engine::reported_span::half_year,
                                            second_half ? 0 : year, office, known->parent);
    return row == nullptr
               ? std::nullopt
               : std::optional{sending_view{name_in(of, row->to), row->before, row->from.source}};
}

} // namespace

report_view one_stop_report_of(call& of, const std::vector<events::office_code>& offices,
                               const projections::period& when) {
    report_view out;
    out.period = when.name;
    out.first = when.first;
    out.last = when.last;
    out.is_over = events::office_date(of.now()) > when.last;
    out.sending = offices.empty() ? std::nullopt : sending_of(of, offices.front(), when);
    std::vector<report_row> by_office;
    for (const auto& office : offices) {
        const auto rows = one_stop_rows(source_of(of), office, when);
        add_closings(of, office, when, offices.size() == 1, rows, out);
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

std::string json_lines_of(const report_view& report) {
    std::string out;
    for (const auto& row : report.rows) {
        out += to_json(row).dump() + "\n";
    }
    return out;
}

} // namespace connectors::api
