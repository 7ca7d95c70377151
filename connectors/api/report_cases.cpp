#include "connectors/api/law_routes.hpp"
#include "connectors/api/matter_line.hpp"
#include "connectors/api/period_query.hpp"
#include "connectors/api/reach.hpp"
#include "connectors/reports/one_stop.hpp"
#include "projections/key.hpp"
#include "projections/pager.hpp"

#include <algorithm>
#include <functional>
#include <iterator>

namespace connectors::api {
namespace {

/// A case behind a figure of the report.
struct report_case : matter_line {
    std::optional<events::local_date> day; ///< on which it was counted; absent for standing figures
    static constexpr auto fields() {
        using v = report_case;
        return std::tuple_cat(matter_line::fields(), std::tuple{events::field{"day", &v::day}});
    }
};

struct asked_figure {
    report_figure what{};
    projections::period when;
    projections::cell where;
};

asked_figure asked_figure_of(const call& of) {
    static_cast<void>(required_query(of, "figure"));
    asked_figure out{*enum_query<report_figure>(of, "figure"), period_of(of), {}};
    out.where.procedure = procedure_or_none_query(of, empty_procedure::is_none);
    out.where.received_by = channel_of(out.what);
    return out;
}

report_case line_of(const call& of, const projections::case_row& row,
                    std::optional<events::local_date> day) {
    auto out = line_about<report_case>(of, row);
    out.day = day;
    return out;
}

/// The figure of the statistics among whose rows the cases are, and those of them that are not
/// meant left out: refusals by their ground, of the refused cases those whose event says so.
struct counted_figure {
    projections::figure what{};
    projections::counted_filter keep;
};

std::optional<counted_figure> counted_figure_of(const call& of, report_figure what) {
    if (const auto simply = statistics_figure(what)) {
        return counted_figure{*simply, {}};
    }
    using enum report_figure;
    if (what != refused_no_right && what != refused_no_jurisdiction && what != refused_other) {
        return std::nullopt;
    }
    return counted_figure{projections::figure::refused, [&of, what](auto procedure, auto note) {
                              return refusal_kind(of.on.rules, procedure, note) == what;
                          }};
}

/// Its own index gives its cases, page by page.
projections::page<report_case> counted_cases(call& of, const counted_figure& counted,
                                             const asked_figure& asked,
                                             const events::office_code& office,
                                             const projections::page_request& which) {
    auto page = projections::cases_of_figure(of.view(), office, counted.what, asked.when,
                                             asked.where, which, counted.keep);
    projections::page<report_case> out{{}, std::move(page.next)};
    for (const auto& row : page.rows) {
        out.rows.push_back(line_of(of, row.matter, row.day));
    }
    return out;
}

bool fits(const asked_figure& asked, const std::string& procedure) {
    return !asked.where.procedure || *asked.where.procedure == procedure;
}

/// A line of a list that is made anew for every page, under what it is ordered by.
struct standing_line {
    std::string key;
    events::case_id id;
};

std::vector<standing_line> standing_lines(call& of, const asked_figure& asked,
                                          const events::office_code& office) {
    auto when = asked.when;
    if (asked.what == report_figure::carried_over) { // in progress the day before it began
        const events::local_date before{std::chrono::sys_days{when.first} - std::chrono::days{1}};
        when = projections::days(before, before);
    }
    const report_source from{of.view(), of.on.log, of.on.rules, of.now()};
    std::vector<standing_line> out;
    for (const auto& one : standing_cases(from, office, when)) {
        const bool meant = asked.what == report_figure::overdue       ? one.overdue
                           : asked.what == report_figure::not_yet_due ? !one.overdue
                                                                      : true;
        if (meant && fits(asked, one.procedure)) { // one case may stand under two procedures
            out.push_back({projections::key{}.id(one.id).text(one.procedure).bytes(), one.id});
        }
    }
    std::ranges::sort(out, {}, &standing_line::key);
    return out;
}

/// Goes on behind the line that was shown last and not at a number: between two pages cases come
/// and go, and those behind them must neither be passed over nor shown twice.
projections::page<report_case> standing_page(call& of, const asked_figure& asked,
                                             const events::office_code& office,
                                             const projections::page_request& which) {
    const projections::row_range range{projections::table::states, {}, {}};
    const auto all = standing_lines(of, asked, office);
    auto from = all.begin();
    if (!which.cursor.empty()) {
        from = std::ranges::upper_bound(all, projections::key_of_cursor(which.cursor, range), {},
                                        &standing_line::key);
    }
    const auto rest = static_cast<std::size_t>(all.end() - from);
    const auto to = from + static_cast<std::ptrdiff_t>(std::min(rest, which.limit));
    std::vector<events::case_id> ids;
    std::transform(from, to, std::back_inserter(ids), [](const auto& one) { return one.id; });
    projections::page<report_case> out;
    for (const auto& state : projections::find_cases(of.view(), ids)) {
        out.rows.push_back(line_of(of, projections::row_of(state), std::nullopt));
    }
    if (to != all.end()) {
        out.next = projections::cursor_at(range.where, std::prev(to)->key);
    }
    return out;
}

http_response list_report_cases(call& of) {
    const auto over = reach_of(of, engine::action::read_statistics);
    const auto asked = asked_figure_of(of);
    const auto counted = counted_figure_of(of, asked.what);
    const auto page = office_by_office<report_case>(
        over, page_query(of), [&](const auto& office, const auto& which) {
            return counted ? counted_cases(of, *counted, asked, office, which)
                           : standing_page(of, asked, office, which);
        });
    return json_answer(listed_of(page, std::identity{}));
}

} // namespace

void add_report_cases(operations& into, service&) {
    auto parameters = reach_parameters();
    parameters.push_back(period_parameter());
    auto figure = enum_parameter<report_figure>("figure", "Of the report.");
    figure.required = true;
    parameters.push_back(std::move(figure));
    parameters.push_back(procedure_or_none_parameter(empty_procedure::is_none));
    into.push_back(
        {.line = "GET /v1/reports/one-stop/cases",
         .id = "list_report_cases",
         .group = "reports",
         .about =
             "The cases behind a figure of the one-stop report: exactly as many as it says. No "
             "names.",
         .parameters = paged(std::move(parameters)),
         .answers = {{200, "A page of cases.", json_body<listed<report_case>>("report_cases")}},
         .problems = {"office_unknown", "parameter_invalid", "cursor_invalid"},
         .serve = answering(list_report_cases),
         .options = {.where = run_on::workers}});
}

} // namespace connectors::api
