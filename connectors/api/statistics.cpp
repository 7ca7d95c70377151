#include "connectors/api/catalogue.hpp"
#include "connectors/api/period_query.hpp"
#include "connectors/api/reach.hpp"
#include "connectors/api/statistics_view.hpp"

namespace connectors::api {
namespace {

http_response show_statistics(call& of) {
    const auto over = reach_of(of, engine::action::read_statistics);
    const auto when = period_of(of);
    const auto as = book_format_of(of);
    const auto report = statistics_view_of(of, over.offices, when, past_reports_in(as));
    return report_answer(
        of, as, report, "statistics-" + when.name,
        [&] { return printed(of, report, over.offices); },
        [&] { return as_table(of, report, over.offices, as); });
}

} // namespace

void add_statistics(operations& into, service&) {
    auto parameters = reach_parameters();
    parameters.push_back(period_parameter());
    parameters = as_book(std::move(parameters));
    parameters.push_back(labels_parameter());
    into.push_back(
        {.line = "GET /v1/statistics",
         .id = "show_statistics",
         .group = "statistics",
         .about =
             "What an office did in a period, by procedure and channel, as known now. E-mails "
             "asking for help, requests received, decisions and docketings are counted apart "
             "and never added. In every row carried_over + received + reopened + moved_in = "
             "settled + moved_out + in_progress. `corrections` says where closed statistics "
             "of the same statistics year were otherwise, and `unread_closings` which could not "
             "be compared. No names.",
         .parameters = std::move(parameters),
         .answers = book_answers(
             {200, "The figures.", {"application/json", "statistics", statistics_schema}}),
         .problems = {"office_unknown", "parameter_invalid"},
         .serve = answering(show_statistics),
         .options = {.where = run_on::workers}});
}

} // namespace connectors::api
