#include "connectors/api/openapi.hpp"

#include "connectors/api/openapi_commands.hpp"
#include "connectors/api/openapi_frame.hpp"
#include "connectors/api/problem_kinds.hpp"

#include <algorithm>
#include <map>

namespace connectors::api {
namespace {

class writer {
public:
    explicit writer(const operations& all) : out_(openapi_frame()) {
        for (const auto& one : all) {
            add(one);
        }
    }
    [[nodiscard]] json take() { return std::move(out_); }

private:
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
