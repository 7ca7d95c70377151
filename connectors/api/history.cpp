#include "connectors/api/catalogue.hpp"
#include "connectors/api/parameters.hpp"
#include "connectors/api/step_view.hpp"

#include <charconv>

namespace connectors::api {
namespace {

http_response show_history(call& of) {
    const auto state = case_of(of, engine::action::read_case);
    const auto wanted = page_query(of);
    std::uint64_t first = 1;
    if (!wanted.cursor.empty()) {
        const auto* end = wanted.cursor.data() + wanted.cursor.size();
        const auto [stop, error] = std::from_chars(wanted.cursor.data(), end, first);
        if (error != std::errc{} || stop != end || first == 0) {
            throw projections::bad_cursor("not a step's number");
        }
    }
    const auto as_of = instant_query(of, "as_of");
    listed<step_view> out;
    out.items = steps_of(of, state, first, wanted.limit);
    if (out.items.size() == wanted.limit && out.items.back().sequence < state.version) {
        out.next = std::to_string(out.items.back().sequence + 1);
    }
    if (as_of &&
        std::erase_if(out.items, [&](const auto& step) { return step.recorded > *as_of; })) {
        out.next.reset();
    }
    return json_answer(out);
}

} // namespace

void add_history(operations& into, service&) {
    into.push_back(
        {.line = "GET /v1/cases/{code}/history",
         .id = "show_history",
         .group = "cases",
         .about = "Every step of a case, oldest first: who, when, in which role, on which grounds, "
                  "by which rules of the procedure with their legal source, what it numbered, "
                  "which periods it began, met or moved, and where it lies in the log.",
         .parameters = paged({instant_parameter("as_of", "Only what had been entered by then.")}),
         .answers = {{200, "A page of steps.", json_body<listed<step_view>>("history")}},
         .problems = {"case_unknown"},
         .serve = answering(show_history),
         .options = {.where = run_on::workers}});
}

} // namespace connectors::api
