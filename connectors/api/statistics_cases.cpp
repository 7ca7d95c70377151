#include "connectors/api/catalogue.hpp"
#include "connectors/api/matter_line.hpp"
#include "connectors/api/period_query.hpp"
#include "connectors/api/reach.hpp"

namespace connectors::api {
namespace {

using projections::case_row;
using projections::counted_case;

/// A case behind a figure, once for each time that it was counted.
struct counted_line : matter_line {
    std::optional<events::channel> channel;
    std::optional<events::local_date> day; ///< on which it was counted
    std::optional<std::uint64_t> sequence; ///< of the step that counted
    static constexpr auto fields() {
        using v = counted_line;
        using events::field;
        return std::tuple_cat(matter_line::fields(),
                              std::tuple{field{"channel", &v::channel}, field{"day", &v::day},
                                         field{"sequence", &v::sequence}});
    }
};

projections::cell cell_of(const call& of) {
    projections::cell out;
    out.procedure = procedure_or_none_query(of, empty_procedure::is_any);
    out.received_by = enum_query<events::channel>(of, "channel");
    return out;
}

/// A day's figures are of the moment at its end.
std::optional<events::local_date> day_of_standing(const std::string& figure,
                                                  const projections::period& when) {
    if (figure == "in_progress") {
        return when.last;
    }
    if (figure == "carried_over") {
        return events::local_date{std::chrono::sys_days{when.first} - std::chrono::days{1}};
    }
    return std::nullopt;
}

listed<counted_line> standing_cases(call& of, const reach& over, events::local_date day) {
    const auto page = office_by_office<case_row>(
        over, page_query(of), [&](const auto& office, const auto& which) {
            return projections::cases_in_progress(of.view(), office, day, cell_of(of), which);
        });
    return listed_of(page, [&](const auto& row) {
        auto line = line_about<counted_line>(of, row);
        line.channel = row.received_by;
        return line;
    });
}

listed<counted_line> counted(call& of, const reach& over, projections::figure what,
                             const projections::period& when) {
    const auto page = office_by_office<counted_case>(
        over, page_query(of), [&](const auto& office, const auto& which) {
            return projections::cases_of_figure(of.view(), office, what, when, cell_of(of), which);
        });
    return listed_of(page, [&](const auto& row) {
        auto line = line_about<counted_line>(of, row.matter);
        line.channel = row.matter.received_by;
        line.day = row.day;
        line.sequence = row.sequence;
        return line;
    });
}

std::vector<std::string> figures_to_ask_for() {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < projections::figures_shown; ++i) {
        out.emplace_back(events::name_of(static_cast<projections::figure>(i)));
    }
    out.emplace_back("carried_over");
    out.emplace_back("in_progress");
    return out;
}

http_response list_counted(call& of) {
    const auto over = reach_of(of, engine::action::read_statistics);
    const auto when = period_of(of);
    const auto& figure = required_query(of, "figure");
    if (const auto day = day_of_standing(figure, when)) {
        return json_answer(standing_cases(of, over, *day));
    }
    const auto what = events::enum_of<projections::figure>(figure);
    if (!what || static_cast<std::size_t>(*what) >= projections::figures_shown) {
        refuse_word("figure", figure, figures_to_ask_for());
    }
    return json_answer(counted(of, over, *what, when));
}

parameter_note figure_parameter() {
    json words{{"type", "string"}, {"enum", figures_to_ask_for()}};
    return {"figure", "Which figure of GET /v1/statistics.", parameter_note::place::query, true,
            std::move(words)};
}

} // namespace

void add_statistics_cases(operations& into, service&) {
    auto parameters = reach_parameters();
    parameters.push_back(figure_parameter());
    parameters.push_back(period_parameter());
    parameters.push_back(procedure_or_none_parameter(empty_procedure::is_any));
    parameters.push_back(enum_parameter<events::channel>("channel", "Only this channel."));
    into.push_back(
        {.line = "GET /v1/statistics/cases",
         .id = "list_statistics_cases",
         .group = "statistics",
         .about = "The cases behind a figure of GET /v1/statistics: exactly as many as the figure "
                  "says, oldest first within an office. No names of persons.",
         .parameters = paged(std::move(parameters)),
         .answers = {{200, "A page of cases.",
                      json_body<listed<counted_line>>("statistics_cases")}},
         .problems = {"office_unknown", "parameter_invalid", "cursor_invalid"},
         .serve = answering(list_counted),
         .options = {.where = run_on::workers}});
}

} // namespace connectors::api
