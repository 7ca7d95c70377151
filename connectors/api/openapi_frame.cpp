#include "connectors/api/openapi_frame.hpp"

#include <array>
#include <string_view>

namespace connectors::api {
namespace {

struct group_note {
    std::string_view name;
    std::string_view about;
};
/// In the order in which a reader meets them.
constexpr std::array groups{
    group_note{"sessions", "Signing in and out, and who one is."},
    group_note{"cases", "Cases, their history and what may be done next."},
    group_note{"commands", "Steps: the one way in which anything changes."},
    group_note{"deadlines", "Periods of the law and the alerts of the watch over them."},
    group_note{"registers", "Registers and worklists of offices."},
    group_note{"statistics", "Figures without names, and the cases behind them."},
    group_note{"mail", "E-mail that came in."},
    group_note{"live", "What happens, as it happens."},
    group_note{"law", "Offices, procedures and lifecycles of the rules in use."},
    group_note{"audit", "Refusals, and whether the log holds."},
    group_note{"accounts", "Who may sign in, and in which roles they may act."},
    group_note{"installation", "Projections, clock, health, metrics and this description."},
};

constexpr std::string_view about_all =
    "An event-sourced engine for the cases of one-stop desks and online-support mailboxes of "
    "Vietnam's civil judgment enforcement agencies.\n\n"
    "**Changing anything** is a command: `POST …/commands/{command}` with an `Idempotency-Key`, "
    "and "
    "for a case with `If-Match`. The same key again is the same command: it is recorded once, and "
    "the answer says `repeated`. Nothing but a 2xx means that something was recorded; after "
    "`outcome_unknown`, or without an answer, send the same key again.\n\n"
    "**Reading what one wrote**: an answer to a command has `X-Event-Position`; give it as "
    "`min_position` to any GET and the answer shows at least that.\n\n"
    "**Problems** are `application/problem+json` (RFC 9457). `code` never changes; `title` and "
    "`detail` are Vietnamese, or English when `Accept-Language` prefers it; `rule` and `source` "
    "name the rule and its legal source.\n\n"
    "**Lists** come in pages of `limit` rows; `next` is the cursor of the following page and is "
    "absent on the last.\n\n"
    "Times are RFC 3339 UTC, days are days at the office (+07:00), texts are NFC.";

json security_schemes() {
    return {{"token",
             {{"type", "http"},
              {"scheme", "bearer"},
              {"description", "The `token` of POST /v1/sessions."}}},
            {"cookie",
             {{"type", "apiKey"},
              {"in", "cookie"},
              {"name", "motcua_session"},
              {"description", "For browsers. What changes something then also needs the header "
                              "`X-Requested-With`."}}}};
}

json problem_schema() {
    const json text{{"type", "string"}};
    const json item{
        {"type", "object"},
        {"properties",
         {{"pointer", {{"type", "string"}, {"description", "JSON Pointer into the body."}}},
          {"code", text},
          {"detail", text}}}};
    return {{"type", "object"},
            {"description", "Why it was not done. Further members belong to single codes."},
            {"properties",
             {{"type", {{"type", "string"}, {"format", "uri-reference"}}},
              {"title", text},
              {"status", {{"type", "integer"}}},
              {"detail", text},
              {"instance", text},
              {"code", {{"type", "string"}, {"description", "Never changes."}}},
              {"errors", {{"type", "array"}, {"items", item}}},
              {"rule", text},
              {"source", {{"type", "string"}, {"description", "Legal source."}}},
              {"allowed", {{"type", "array"}, {"items", text}}},
              {"grounds",
               {{"type", "array"},
                {"description", "The grounds that the rule would take."},
                {"items",
                 {{"type", "object"},
                  {"properties", {{"code", text}, {"text", text}, {"source", text}}}}}}},
              {"newer", {{"type", "array"}, {"items", {{"type", "object"}}}}},
              {"trace_id", text},
              {"retry_after", {{"type", "integer"}, {"description", "Seconds."}}}}},
            {"required", {"type", "title", "status", "code"}}};
}

} // namespace

json openapi_frame() {
    json out;
    out["openapi"] = "3.1.0";
    out["info"] = {{"title", "motcua"}, {"version", "v1"}, {"description", about_all}};
    out["servers"] = json::array({{{"url", "/"}}});
    for (const auto& group : groups) {
        out["tags"].push_back({{"name", group.name}, {"description", group.about}});
    }
    out["paths"] = json::object();
    out["components"] = {{"securitySchemes", security_schemes()},
                         {"parameters", json::object()},
                         {"responses", json::object()},
                         {"schemas", {{"problem", problem_schema()}}}};
    return out;
}

} // namespace connectors::api
