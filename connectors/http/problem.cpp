#include "connectors/http/problem.hpp"

#include <nlohmann/json.hpp>

namespace connectors {
namespace {

using json = nlohmann::ordered_json;

void put_text(json& object, const char* name, const std::string& text) {
    if (!text.empty()) {
        object[name] = text;
    }
}

json errors_of(const problem& what, language in) {
    json errors = json::array();
    for (const problem_item& item : what.errors) {
        json one{{"pointer", item.pointer}, {"code", item.code}};
        put_text(one, "detail", item.detail.in(in));
        errors.push_back(std::move(one));
    }
    return errors;
}

json object_of(const problem& what, language in) {
    json object{{"type", "/problems/" + what.code}};
    put_text(object, "title", what.title.in(in));
    object["status"] = what.status;
    put_text(object, "detail", what.detail.in(in));
    put_text(object, "instance", what.instance);
    object["code"] = what.code;
    if (!what.errors.empty()) {
        object["errors"] = errors_of(what, in);
    }
    put_text(object, "trace_id", what.trace_id);
    if (what.retry_after_s) {
        object["retry_after"] = *what.retry_after_s;
    }
    for (const problem_member& member : what.extra) {
        if (!object.contains(member.name)) {
            object[member.name] = json::parse(member.json);
        }
    }
    return object;
}

} // namespace

const std::string& bilingual::in(language which) const {
    const std::string& wanted = which == language::english ? en : vi;
    const std::string& other = which == language::english ? vi : en;
    return wanted.empty() ? other : wanted;
}

problem& problem::with(std::string name, const nlohmann::json& value) {
    extra.push_back(
        {std::move(name), value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)});
    return *this;
}

http_response to_response(const problem& what, std::string_view accept_language) {
    return to_response(what, preferred_language(accept_language));
}

http_response to_response(const problem& what, language in) {
    http_response out;
    out.status = what.status;
    out.content_type = "application/problem+json";
    out.body = object_of(what, in).dump(-1, ' ', false, json::error_handler_t::replace);
    out.headers.add("Content-Language", in == language::english ? "en" : "vi");
    out.headers.add("Vary", "Accept-Language");
    if (what.retry_after_s) {
        out.headers.add("Retry-After", std::to_string(*what.retry_after_s));
    }
    return out;
}

} // namespace connectors
