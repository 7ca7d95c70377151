#include "engine/json_cursor.hpp"

#include "events/fault.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>

namespace engine {
namespace {

constexpr std::string_view bad_data = "rules-bad-data";

/// RFC 6901: `~` and `/` are written ~0 and ~1.
std::string escaped(std::string_view step) {
    std::string text;
    for (const char c : step) {
        text += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    }
    return text;
}

} // namespace

void json_cursor::fail(const std::string& reason) const {
    throw events::fault(std::string(bad_data),
                        fmt::format("read rules: {}#{}: {}; correct the file and load it again",
                                    file_, pointer_, reason));
}

void json_cursor::fail_unknown(const std::string& word, const std::string_view* known,
                               std::size_t count) const {
    fail(fmt::format("unknown word `{}`, expected one of {}", word,
                     fmt::join(std::span{known, count}, ", ")));
}

json_cursor json_cursor::child(const std::string& step, const nlohmann::json& value) const {
    return {value, file_, pointer_ + "/" + escaped(step)};
}

void json_cursor::only(std::initializer_list<std::string_view> known) const {
    if (!value_->is_object()) {
        fail("expected an object");
    }
    for (const auto& [key, value] : value_->items()) {
        if (std::ranges::find(known, key) == known.end()) {
            child(key, value).fail("unknown member");
        }
    }
}

json_cursor json_cursor::at(std::string_view key) const {
    if (auto found = find(key)) {
        return *found;
    }
    fail(fmt::format("`{}` is missing", key));
}

std::optional<json_cursor> json_cursor::find(std::string_view key) const {
    if (!value_->is_object()) {
        fail("expected an object");
    }
    const auto found = value_->find(std::string(key));
    if (found == value_->end()) {
        return std::nullopt;
    }
    return child(std::string(key), *found);
}

std::vector<json_cursor> json_cursor::items() const {
    if (!value_->is_array()) {
        fail("expected an array");
    }
    std::vector<json_cursor> list;
    list.reserve(value_->size());
    for (std::size_t i = 0; i < value_->size(); ++i) {
        list.push_back(child(std::to_string(i), (*value_)[i]));
    }
    return list;
}

std::vector<std::pair<std::string, json_cursor>> json_cursor::members() const {
    if (!value_->is_object()) {
        fail("expected an object");
    }
    std::vector<std::pair<std::string, json_cursor>> list;
    for (const auto& [key, value] : value_->items()) {
        list.emplace_back(key, child(key, value));
    }
    return list;
}

std::string json_cursor::text() const {
    if (!value_->is_string() || value_->get_ref<const std::string&>().empty()) {
        fail("expected a text that is not empty");
    }
    return value_->get<std::string>();
}

std::int64_t json_cursor::integer() const {
    if (!value_->is_number_integer()) {
        fail("expected a whole number");
    }
    return value_->get<std::int64_t>();
}

bool json_cursor::boolean() const {
    if (!value_->is_boolean()) {
        fail("expected true or false");
    }
    return value_->get<bool>();
}

events::local_date json_cursor::date() const {
    const auto day = events::date_from_text(text());
    if (!day) {
        fail(fmt::format("`{}` is not a day such as 2017-06-01", text()));
    }
    return *day;
}

std::chrono::milliseconds json_cursor::time_of_day() const {
    const auto moment = events::instant_from_text("1970-01-01T" + text() + ":00Z");
    if (!moment) {
        fail(fmt::format("`{}` is not a time of day such as 07:30", text()));
    }
    return moment->time_since_epoch();
}

std::string json_cursor::text_or(std::string_view key, std::string_view otherwise) const {
    const auto found = find(key);
    return found ? found->text() : std::string(otherwise);
}

std::optional<events::local_date> json_cursor::date_if(std::string_view key) const {
    const auto found = find(key);
    return found ? std::optional{found->date()} : std::nullopt;
}

bool nests_too_deep(std::string_view text) {
    std::size_t depth = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"') {
            in_string = !in_string;
        } else if (in_string) {
            i += c == '\\' ? 1 : 0;
        } else if (c == '{' || c == '[') {
            if (++depth > rules_depth_max) {
                return true;
            }
        } else if ((c == '}' || c == ']') && depth > 0) {
            --depth;
        }
    }
    return false;
}

nlohmann::json read_rules_text(std::string_view text) {
    return nests_too_deep(text) ? nlohmann::json(nlohmann::json::value_t::discarded)
                                : nlohmann::json::parse(text, nullptr, false);
}

nlohmann::json parse_rules_json(std::string_view text, std::string_view file) {
    auto value = read_rules_text(text);
    if (value.is_discarded()) {
        throw events::fault(std::string(bad_data),
                            fmt::format("read rules: {}#: {}; correct the file and load it again",
                                        file,
                                        nests_too_deep(text) ? "nested too deep" : "not JSON"));
    }
    return value;
}

} // namespace engine
