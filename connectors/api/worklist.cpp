#include "connectors/api/catalogue.hpp"
#include "connectors/api/reach.hpp"
#include "connectors/api/views.hpp"

namespace connectors::api {
namespace {

using projections::case_row;

/// What an officer holds at any office, as far as the caller asked for it and may read it.
projections::page<case_row> held_cases(call& of, const reach& over,
                                       const events::officer_id& holder) {
    return without_others<case_row>(
        over, page_query(of), [](const case_row& row) { return row.office; },
        [&](const auto& which) { return projections::officer_worklist(of.view(), holder, which); });
}

http_response list_worklist(call& of) {
    const auto over = reach_of(of, engine::action::read_register);
    const auto* holder = of.query("holder");
    projections::page<case_row> page;
    if (holder != nullptr && !holder->empty() && *holder != "none") {
        page = held_cases(of, over, *holder == "me" ? of.officer() : events::officer_id{*holder});
    } else {
        const auto held = holder != nullptr && *holder == "none" ? projections::holding::unassigned
                                                                 : projections::holding::anyone;
        page = office_by_office<case_row>(
            over, page_query(of), [&](const auto& office, const auto& which) {
                return projections::office_worklist(of.view(), office, held, which);
            });
    }
    return json_answer(listed_of(page, [&](const auto& row) { return line_of(of, row); }));
}

} // namespace

void add_worklist(operations& into, service&) {
    auto parameters = reach_parameters();
    parameters.push_back(text_parameter(
        "holder", "Only what this officer has on the desk: an officer's id, `me`, or `none` for "
                  "what nobody holds."));
    into.push_back(
        {.line = "GET /v1/worklist",
         .id = "show_worklist",
         .group = "registers",
         .about = "Open cases; what falls due first comes first (office by office, when there are "
                  "several), what has no running period comes last.",
         .parameters = paged(std::move(parameters)),
         .answers = {{200, "A page of cases.", json_body<listed<case_line>>("worklist")}},
         .problems = {"office_unknown", "parameter_invalid", "cursor_invalid"},
         .serve = answering(list_worklist),
         .options = {.where = run_on::workers}});
}

} // namespace connectors::api
