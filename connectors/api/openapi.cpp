#include "connectors/api/openapi.hpp"

#include "connectors/api/openapi_commands.hpp"
#include "connectors/api/problem_kinds.hpp"
#include "connectors/http/transport_problems.hpp"

#include <algorithm>
#include <map>

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

class writer {
public:
    explicit writer(const operations& all) {
        out_["openapi"] = "3.1.0";
        out_["info"] = {{"title", "motcua"}, {"version", "v1"}, {"description", about_all}};
        out_["servers"] = json::array({{{"url", "/"}}});
        for (const auto& group : groups) {
            out_["tags"].push_back({{"name", group.name}, {"description", group.about}});
        }
        out_["paths"] = json::object();
        out_["components"] = {{"securitySchemes", security_schemes()},
                              {"parameters", json::object()},
                              {"responses", json::object()},
                              {"schemas", {{"problem", problem_schema()}}}};
        for (const auto& one : all) {
            add(one);
        }
    }
    [[nodiscard]] json take() { return std::move(out_); }

private:
    static json security_schemes() {
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

    static json problem_schema() {
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

    /// `{"$ref": …}` to a component of that name, made when there is none; what another component
    /// of the name says differently stays where it is.
    json component(const char* kind, const std::string& name, json what) {
        auto& known = out_["components"][kind];
        if (!known.contains(name)) {
            known[name] = what;
        }
        if (known[name] != what) {
            return what;
        }
        return {{"$ref", std::string{"#/components/"} + kind + "/" + name}};
    }

    json parameter(const parameter_note& note) {
        json out{{"name", note.name},
                 {"in", note.in == parameter_note::place::query ? "query" : "header"},
                 {"description", note.about},
                 {"schema", note.schema}};
        if (note.required) {
            out["required"] = true;
        }
        if (!note.example.is_null()) {
            out["example"] = note.example;
        }
        return component("parameters", note.name, std::move(out));
    }

    static json path_parameter(const std::string& name) {
        static const std::map<std::string, std::string> about{
            {"code", "Case code, support code or id of the case."},
            {"office", "Key of the office; `*` where a command is for all."},
            {"login", "What the account signs in with."},
            {"session", "`id` of the session."},
            {"sha256", "SHA-256 of the bytes, in hex."},
        };
        const auto found = about.find(name);
        json out{
            {"name", name}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}}}};
        if (found != about.end()) {
            out["description"] = found->second;
        }
        return out;
    }

    json parameters_of(const operation& what, const std::string& path) {
        json out = json::array();
        for (std::size_t at = path.find('{'); at != std::string::npos;
             at = path.find('{', at + 1)) {
            out.push_back(path_parameter(path.substr(at + 1, path.find('}', at) - at - 1)));
        }
        for (const auto& note : what.parameters) {
            out.push_back(parameter(note));
        }
        if (what.who == visibility::officers && what.line.starts_with("GET ")) {
            out.push_back(parameter(
                {"min_position", "Wait until this place of the log, as in X-Event-Position, shows.",
                 parameter_note::place::query, false,
                 json{{"type", "string"}, {"pattern", "^[0-9]+:[0-9]+$"}}, json("3:1207")}));
        }
        return out;
    }

    json content(const body_note& body) {
        json out = json::object();
        if (body.schema) {
            out["schema"] = component("schemas", body.shape, body.schema());
        } else if (!body.media_type.starts_with("text/")) {
            out["schema"] = {{"type", "string"}, {"contentMediaType", body.media_type}};
        } else {
            out["schema"] = {{"type", "string"}};
        }
        if (!body.example.is_null()) {
            out["example"] = body.example;
        }
        return out;
    }

    void add_answers(json& responses, const operation& what) {
        for (const auto& answer : what.answers) {
            auto& one = responses[std::to_string(answer.status)];
            if (one.is_null()) {
                one["description"] = answer.about;
            }
            for (const auto& header : answer.headers) {
                one["headers"][header.name] = {{"description", header.about},
                                               {"schema", header.schema}};
            }
            if (answer.status != 204) {
                one["content"][answer.body.media_type] = content(answer.body);
            }
        }
    }

    /// All codes of one status stand in one response.
    static void add_problems(json& responses, const operation& what) {
        auto codes = what.problems;
        if (what.who == visibility::officers) {
            codes.emplace_back("unauthenticated");
            codes.emplace_back("forbidden");
            if (what.line.starts_with("GET ")) { // takes min_position
                codes.emplace_back("parameter_invalid");
                codes.emplace_back("not_yet_visible");
            }
        }
        std::map<int, std::string> by_status;
        for (const auto& code : codes) {
            const auto* kind = find_problem_kind(code);
            auto& text = by_status[kind->status];
            const auto line = "- `" + code + "`: " + std::string{kind->title_en} + ". " +
                              std::string{kind->advice_en} + "\n";
            if (text.find(line) == std::string::npos) {
                text += line;
            }
        }
        for (const auto& [status, text] : by_status) {
            responses[std::to_string(status)] = {
                {"description", text},
                {"content",
                 {{"application/problem+json",
                   {{"schema", {{"$ref", "#/components/schemas/problem"}}}}}}}};
        }
    }

    static std::string summary_of(std::string id) {
        std::replace(id.begin(), id.end(), '_', ' ');
        id.front() = static_cast<char>(id.front() - 'a' + 'A');
        return id;
    }

    json described(const operation& what, const std::string& path) {
        json out{{"operationId", what.id},
                 {"tags", json::array({what.group})},
                 {"summary", summary_of(what.id)},
                 {"description", what.about}};
        if (auto parameters = parameters_of(what, path); !parameters.empty()) {
            out["parameters"] = std::move(parameters);
        }
        for (const auto& body : what.takes) {
            out["requestBody"]["required"] = true;
            out["requestBody"]["content"][body.media_type] = content(body);
        }
        out["responses"] = json::object();
        add_answers(out["responses"], what);
        add_problems(out["responses"], what);
        out["security"] = json::array();
        if (what.who == visibility::officers) {
            out["security"] =
                json::array({{{"token", json::array()}}, {{"cookie", json::array()}}});
        }
        return out;
    }

    void add_command(const operation& what, const std::string& method, const std::string& path,
                     std::string_view name) {
        auto one = what;
        one.id = what.id + "_" + std::string{name};
        one.about = about_command(name);
        auto out = described(one, path);
        out["summary"] = summary_of(std::string{name});
        auto& body = out["requestBody"]["content"]["application/json"]["schema"];
        body = component("schemas", "command_" + std::string{name}, command_component(name));
        for (auto& [status, response] : out["responses"].items()) {
            response = component("responses", what.id + "_" + status, response);
        }
        out_["paths"][path][method] = std::move(out);
    }

    void add(const operation& what) {
        const auto space = what.line.find(' ');
        auto method = what.line.substr(0, space);
        std::transform(method.begin(), method.end(), method.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        auto path = what.line.substr(space + 1);
        if (const auto dots = path.find("...}"); dots != std::string::npos) {
            path.erase(dots, 3);
        }
        const std::string each = "{command}";
        if (const auto at = path.find(each); at != std::string::npos) {
            for (const auto name : commands_of(path)) {
                add_command(what, method, path.substr(0, at) + std::string{name}, name);
            }
            return;
        }
        out_["paths"][path][method] = described(what, path);
    }

    json out_;
};

} // namespace

json openapi_of(const operations& all) { return writer{all}.take(); }

} // namespace connectors::api
