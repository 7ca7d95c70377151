#include "connectors/api/catalogue.hpp"
#include "connectors/api/next_view.hpp"
#include "connectors/api/parameters.hpp"

namespace connectors::api {
namespace {

http_response show_next_steps(call& of) {
    const auto state = case_of(of, engine::action::read_case);
    listed<next_view> out;
    out.items = next_of(of, state, flag_query(of, "all") ? steps_told::all : steps_told::offered);
    auto response = json_answer(out);
    response.headers.add("ETag", entity_tag_of(state.id, state.version));
    return response;
}

} // namespace

void add_next_steps(operations& into, service&) {
    into.push_back(
        {.line = "GET /v1/cases/{code}/next",
         .id = "show_next_steps",
         .group = "cases",
         .about = "What the procedure knows from here: for each step whether the caller may take "
                  "it now, why not, on which legal ground, and what it will ask. A step that the "
                  "program takes by itself stands there for those only whose role may take it too.",
         .parameters = {{"all",
                         "Also the steps that are left to the program, and why the caller may not "
                         "take them.",
                         parameter_note::place::query, false, json{{"type", "boolean"}}}},
         .answers = {{200, "The steps.", json_body<listed<next_view>>("next_steps")}},
         .problems = {"case_unknown"},
         .serve = answering(show_next_steps)});
}

} // namespace connectors::api
