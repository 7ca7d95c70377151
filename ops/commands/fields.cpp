#include "ops/commands/fields.hpp"

#include "connectors/command_json.hpp"
#include "connectors/strict_json.hpp"
#include "engine/clear_text.hpp"
#include "ops/cli/usage_error.hpp"
#include "ops/commands/files.hpp"
#include "ops/output/printer.hpp"

#include <iostream>
#include <iterator>
#include <set>
#include <utility>

namespace ops {
namespace {

std::string read_all(const std::string& from) {
    if (from.empty()) {
        return "{}";
    }
    if (from == "-") {
        return {std::istreambuf_iterator<char>{std::cin}, {}};
    }
    return read_named_file(from);
}

/// Read as the API reads it: what it refuses must not be mended on the way, such as a name that
/// stands there twice, nor nest so deep that writing it again ends the process.
json object_in(const std::string& text) {
    const auto read = connectors::read_strict_json(text);
    if (!read) {
        throw usage_error("--json: " + read.error().detail.en,
                          "FIELD=VALUE need a JSON object to be put into");
    }
    if (!read->is_object()) {
        throw usage_error("--json: FIELD=VALUE need a JSON object to be put into");
    }
    return json(*read);
}

/// The fields of the step by name; none of a step that there is not, which the API says.
json fields_of(const std::string& step) {
    if (!connectors::is_command(step)) {
        return json::object();
    }
    return json::parse(connectors::command_schema(step)).value("properties", json::object());
}

/// The key of an office and the number of a judgment are text, also where they are digits only.
bool is_text(const json& fields, const std::string& name) {
    const auto found = fields.find(name);
    return found != fields.end() && found->contains("type") && (*found)["type"] == "string";
}

/// JSON where it is some, else the text as it stands.
json value_in(const json& fields, const std::string& name, const std::string& text) {
    const auto read = connectors::read_strict_json(text);
    if (is_text(fields, name)) {
        return read && read->is_string() ? json(*read) : json(text);
    }
    if (!read && read.error().code != "malformed") {
        throw usage_error(name + ": " + read.error().detail.en);
    }
    return read ? json(*read) : json(text);
}

/// Whoever gives a reason as people say it need not know that the log takes a code there: the words
/// go where they are sealed.
void move_words(json& body) {
    for (const auto* name : {"reason", "explanation", "place"}) {
        const auto found = body.find(name);
        if (found != body.end() && found->is_string() && !body.contains("words") &&
            !engine::is_code_or_number(found->get_ref<const std::string&>())) {
            auto words = std::exchange(*found, json(engine::stated_in_words));
            body["words"] = std::move(words);
            return;
        }
    }
}

} // namespace

argument json_option() {
    return path_of(completes::file,
                   option("json", "FILE", "The step's fields as a JSON object; - reads stdin"));
}
argument fields_words() {
    return maybe_words("FIELD=VALUE", "Fields of the step, for instance outcome=valid");
}

std::string body_of(const arguments& given) {
    auto text = read_all(given.text("json"));
    const auto& fields = given.list("FIELD=VALUE");
    if (fields.empty()) {
        return text; // byte for byte: what is wrong with it, the API says
    }
    auto body = object_in(text);
    const auto known = fields_of(given.text("COMMAND"));
    std::set<std::string> named;
    for (const auto& field : fields) {
        const auto equals = field.find('=');
        if (equals == std::string::npos || equals == 0) {
            throw usage_error(field + " is no FIELD=VALUE", "for instance outcome=valid");
        }
        const auto name = field.substr(0, equals);
        if (!named.insert(name).second) {
            throw usage_error(name + " stands there twice", "give it once");
        }
        body[name] = value_in(known, name, field.substr(equals + 1));
    }
    move_words(body);
    return body.dump();
}

} // namespace ops
