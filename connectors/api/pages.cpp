#include "connectors/api/catalogue.hpp"
#include "connectors/api/openapi.hpp"
#include "connectors/api/service.hpp"
#include "connectors/http/transport_problems.hpp"
#include "engine/embedded_file.hpp"

#include <fmt/format.h>

/// What explains the API: its description, the published schemas, a page for each problem. For
/// anyone, without signing in.
namespace connectors::api {
namespace {

std::optional<problem> problem_called(const std::string& code) {
    if (find_problem_kind(code) != nullptr) {
        return problem_of(code);
    }
    constexpr auto last = static_cast<int>(transport_problem::version_not_supported);
    for (int i = 0; i <= last; ++i) {
        auto one = make_problem(static_cast<transport_problem>(i));
        if (one.code == code) {
            return one;
        }
    }
    return std::nullopt;
}

http_response problem_page(call& of) {
    const auto& code = of.context.parameter("code");
    const auto found = problem_called(code);
    if (!found) {
        throw refusal(problem_of("not_found"));
    }
    // All of it is text of ours: nothing needs to be escaped.
    http_response out;
    out.content_type = "text/html; charset=utf-8";
    out.body = fmt::format("<!doctype html>\n<html lang=\"vi\">\n<meta charset=\"utf-8\">\n"
                           "<title>{0} – motcua</title>\n<h1>{1}</h1>\n<p>{2}</p>\n"
                           "<div lang=\"en\">\n<h2>{3}</h2>\n<p>{4}</p>\n</div>\n"
                           "<p><code>{0}</code>, HTTP {5}</p>\n</html>\n",
                           code, found->title.vi, found->detail.vi, found->title.en,
                           found->detail.en, found->status);
    return out;
}

http_response schema(call& of) {
    const auto bytes = engine::embedded_file(of.context.parameter("path"));
    if (!bytes) {
        throw refusal(problem_of("not_found"));
    }
    http_response out;
    const bool is_json = of.context.parameter("path").ends_with(".json");
    out.content_type = is_json ? "application/json" : "text/plain; charset=utf-8";
    out.body = std::string{*bytes};
    return out;
}

} // namespace

void add_pages(operations& into, service& of) {
    into.push_back(
        {.line = "GET /openapi.json",
         .id = "describe",
         .group = "installation",
         .about = "This description.",
         .who = visibility::anyone,
         .answers = {{200,
                      "OpenAPI 3.1.",
                      {"application/json", "openapi", [] { return json{{"type", "object"}}; }}}},
         .serve =
             answering([&of](call&) { return json_text_response(openapi_of(of.all()).dump()); }),
         .options = {.where = run_on::workers}});
    into.push_back(
        {.line = "GET /schemas/{path...}",
         .id = "show_schema",
         .group = "installation",
         .about = "A published schema or rule file: `events/<type>.v1.json`, "
                  "`commands/<command>.json`, `procedures/…`, `calendars/…`.",
         .who = visibility::anyone,
         .answers = {{200,
                      "The file.",
                      {"application/json", "schema", [] { return json{{"type", "object"}}; }}}},
         .problems = {"not_found"},
         .serve = answering(schema)});
    into.push_back({.line = "GET /problems/{code}",
                    .id = "explain_problem",
                    .group = "installation",
                    .about = "What a problem's code means and what to do, in Vietnamese and "
                             "English: the `type` of every problem leads here.",
                    .who = visibility::anyone,
                    .answers = {{200, "A small page.", {"text/html", {}, nullptr}}},
                    .problems = {"not_found"},
                    .serve = answering(problem_page)});
}

} // namespace connectors::api
