#include "connectors/api/law_routes.hpp"
#include "connectors/api/matter_line.hpp"
#include "connectors/api/period_query.hpp"
#include "connectors/api/reach.hpp"
#include "connectors/reports/one_stop.hpp"

#include <charconv>

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
    if (const auto* procedure = of.query("procedure"); procedure != nullptr) {
        const auto* known = of.on.rules.find(*procedure);
        out.where.procedure = known == nullptr ? *procedure : known->id;
    }
    out.where.received_by = channel_of(out.what);
    return out;
}

report_case line_of(const call& of, const projections::case_row& row,
                    std::optional<events::local_date> day) {
    auto out = line_about<report_case>(of, row);
    out.day = day;
    return out;
}

/// A figure of the statistics: its own index gives its cases, page by page.
projections::page<report_case> counted_cases(call& of, const asked_figure& asked,
                                             const events::office_code& office,
                                             const projections::page_request& which) {
    auto page = projections::cases_of_figure(of.view(), office, *statistics_figure(asked.what),
                                             asked.when, asked.where, which);
    projections::page<report_case> out{{}, std::move(page.next)};
    for (const auto& row : page.rows) {
        out.rows.push_back(line_of(of, row.matter, row.day));
    }
    return out;
}

bool fits(const asked_figure& asked, const std::string& procedure) {
    return !asked.where.procedure || *asked.where.procedure == procedure;
}

/// Refusals by their ground: of the refused cases those whose event says so.
std::vector<report_case> refused_cases(call& of, const asked_figure& asked,
                                       const events::office_code& office) {
    std::vector<report_case> out;
    projections::page_request which{projections::page_rows_max, {}};
    do {
        const auto page = projections::cases_of_figure(
            of.view(), office, projections::figure::refused, asked.when, asked.where, which);
        for (const auto& row : page.rows) {
            if (refusal_kind(of.on.rules, row.procedure, row.note) == asked.what) {
                out.push_back(line_of(of, row.matter, row.day));
            }
        }
        which.cursor = page.next;
    } while (!which.cursor.empty());
    return out;
}

std::vector<report_case> standing_cases_of(call& of, const asked_figure& asked,
                                           const events::office_code& office) {
    auto when = asked.when;
    if (asked.what == report_figure::carried_over) { // in progress the day before it began
        const events::local_date before{std::chrono::sys_days{when.first} - std::chrono::days{1}};
        when = projections::days(before, before);
    }
    const report_source from{of.view(), of.on.log, of.on.rules, of.now()};
    std::vector<events::case_id> ids;
    for (const auto& one : standing_cases(from, office, when)) {
        const bool meant = asked.what == report_figure::overdue       ? one.overdue
                           : asked.what == report_figure::not_yet_due ? !one.overdue
                                                                      : true;
        if (meant && fits(asked, one.procedure)) {
            ids.push_back(one.id);
        }
    }
    std::vector<report_case> out;
    for (const auto& state : projections::find_cases(of.view(), ids)) {
        out.push_back(line_of(of, projections::row_of(state), std::nullopt));
    }
    return out;
}

/// A list that was made whole, in pages by place.
projections::page<report_case> part_of(std::vector<report_case> all,
                                       const projections::page_request& which) {
    std::size_t from = 0;
    if (!which.cursor.empty()) {
        const auto* end = which.cursor.data() + which.cursor.size();
        const auto [stop, error] = std::from_chars(which.cursor.data(), end, from);
        if (error != std::errc{} || stop != end || from > all.size()) {
            throw projections::bad_cursor("not a place in the list");
        }
    }
    const auto to = std::min(all.size(), from + which.limit);
    projections::page<report_case> out;
    out.rows.assign(std::make_move_iterator(all.begin() + static_cast<std::ptrdiff_t>(from)),
                    std::make_move_iterator(all.begin() + static_cast<std::ptrdiff_t>(to)));
    if (to < all.size()) {
        out.next = std::to_string(to);
    }
    return out;
}

http_response list_report_cases(call& of) {
    const auto over = reach_of(of, engine::action::read_statistics);
    const auto asked = asked_figure_of(of);
    const auto page = office_by_office<report_case>(
        over, page_query(of), [&](const auto& office, const auto& which) {
            if (statistics_figure(asked.what)) {
                return counted_cases(of, asked, office, which);
            }
            using enum report_figure;
            const bool by_ground = asked.what == refused_no_right ||
                                   asked.what == refused_no_jurisdiction ||
                                   asked.what == refused_other;
            return part_of(by_ground ? refused_cases(of, asked, office)
                                     : standing_cases_of(of, asked, office),
                           which);
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
    parameters.push_back(text_parameter("procedure", "Only this one; all when absent."));
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
