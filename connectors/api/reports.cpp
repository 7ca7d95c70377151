#include "connectors/api/book_answer.hpp"
#include "connectors/api/law_routes.hpp"
#include "connectors/api/one_stop_view.hpp"
#include "connectors/api/period_query.hpp"
#include "connectors/api/reach.hpp"

namespace connectors::api {
namespace {

json report_schema() {
    auto out = events::schema::of<report_view>();
    json members = json::object();
    for (const auto name : events::enum_names<report_figure>::names) {
        members[std::string{name}] = json{{"type", "integer"}};
    }
    const json figures{{"type", "object"}, {"properties", members}};
    out["properties"]["rows"]["items"]["properties"]["figures"] = figures;
    out["properties"]["total"]["properties"]["figures"] = figures;
    return out;
}

http_response show_report(call& of) {
    const auto over = reach_of(of, engine::action::read_statistics);
    const auto when = period_of(of);
    const auto as = book_format_of(of);
    const auto report = one_stop_report_of(of, over.offices, when, past_reports_in(as));
    return report_answer(
        of, as, report, "one-stop-" + when.name, [&] { return printed(of, report, over.offices); },
        [&] { return as_table(of, report, over.offices); });
}

} // namespace

void add_reports(operations& into, service&) {
    auto parameters = reach_parameters();
    parameters.push_back(period_parameter());
    auto answers = book_answers(
        {200, "As known now.", {"application/json", "one_stop_report", report_schema}});
    into.push_back(
        {.line = "GET /v1/reports/one-stop",
         .id = "show_one_stop_report",
         .group = "reports",
         .about = "The half-yearly and yearly report on online support and the one-stop desk, by "
                  "office and procedure, as known now (plan of Quảng Nam II.2.4; its table is "
                  "proposed, the official one was not found). `identity` checks the balance and "
                  "counts the cases one by one; `units` ranks offices by the share of results that "
                  "they returned in time; `corrections` says where a closed report of the same "
                  "statistics year was otherwise, and `unread_closings` which could not be "
                  "compared. Every figure can be asked for its cases.",
         .parameters = as_book(std::move(parameters)),
         .answers = std::move(answers),
         .problems = {"office_unknown", "parameter_invalid"},
         .serve = answering(show_report),
         .options = {.where = run_on::workers}});
}

} // namespace connectors::api
