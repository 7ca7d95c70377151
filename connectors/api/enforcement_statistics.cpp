#include "connectors/api/enforcement_view.hpp"
#include "connectors/api/law_routes.hpp"
#include "connectors/api/matter_line.hpp"
#include "connectors/api/period_query.hpp"
#include "connectors/api/reach.hpp"
#include "connectors/reports/enforcement.hpp"

namespace connectors::api {
namespace {

http_response show_enforcement_statistics(call& of) {
    const auto over = reach_of(of, engine::action::read_statistics);
    const auto when = period_of(of);
    const auto as = book_format_of(of);
    const auto report = enforcement_view_of(of, over.offices, when, past_reports_in(as));
    return report_answer(
        of, as, report, "enforcement-" + when.name,
        [&] { return printed(of, report, over.offices); },
        [&] { return as_table(of, report, over.offices, as); });
}

http_response list_enforcement_cases(call& of) {
    const auto over = reach_of(of, engine::action::read_statistics);
    const auto when = period_of(of);
    const auto& id = required_query(of, "column");
    const auto& table = table_in_force(of);
    const auto* column = table.find(id);
    if (column == nullptr) {
        std::vector<std::string> known;
        for (const auto& one : table.columns) {
            known.push_back(one.id);
        }
        refuse_word("column", id, known);
    }
    const auto procedure = procedure_query(of);
    const auto turn = turn_to_count();
    const auto page = office_by_office<projections::case_row>(
        over, page_query(of), [&](const auto& office, const auto& which) {
            auto matters = matters_enforced(of.view(), of.on.rules, office, when);
            std::erase_if(matters, [&](const auto& one) {
                return !counts_in(table, *column, one) ||
                       (procedure && one.procedure != *procedure);
            });
            return projections::cases_of_matters(of.view(), matters, which);
        });
    return json_answer(
        listed_of(page, [&](const auto& row) { return line_about<matter_line>(of, row); }));
}

} // namespace

void add_enforcement_statistics(operations& into, service&) {
    auto parameters = reach_parameters();
    parameters.push_back(period_parameter());
    auto shown = as_book(parameters);
    shown.push_back(labels_parameter());
    into.push_back(
        {.line = "GET /v1/statistics/enforcement",
         .id = "show_enforcement_statistics",
         .group = "statistics",
         .about = "What became in a period of the matters that offices have to enforce, by "
                  "procedure, in the columns of the national statistics: with and without means, "
                  "performed, terminated, postponed, stayed, carried on, and the money that was "
                  "performed, as known now. The official form was not seen: each column says how "
                  "well it is known. `corrections` says where closed statistics of the same "
                  "statistics year were otherwise, and `unread_closings` which could not be "
                  "compared. No names.",
         .parameters = std::move(shown),
         .answers = book_answers(
             {200, "The figures.", json_body<enforcement_view>("enforcement_statistics")}),
         .problems = {"office_unknown", "parameter_invalid", "one_at_a_time"},
         .serve = answering(show_enforcement_statistics),
         .options = {.where = run_on::workers}});
    auto column = text_parameter("column", "Which column of GET /v1/statistics/enforcement.");
    column.required = true;
    parameters.push_back(std::move(column));
    parameters.push_back(text_parameter("procedure", "Only this one; all when absent."));
    into.push_back(
        {.line = "GET /v1/statistics/enforcement/cases",
         .id = "list_enforcement_cases",
         .group = "statistics",
         .about = "The matters behind a column of GET /v1/statistics/enforcement: exactly as many "
                  "as it says. No names.",
         .parameters = paged(std::move(parameters)),
         .answers = {{200, "A page of cases.",
                      json_body<listed<matter_line>>("enforcement_cases")}},
         .problems = {"office_unknown", "parameter_invalid", "cursor_invalid", "one_at_a_time"},
         .serve = answering(list_enforcement_cases),
         .options = {.where = run_on::workers}});
}

} // namespace connectors::api
