#pragma once

#include "events/describe.hpp"
#include "events/instant.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// A place in a JSON file of legal data. Reading something that is missing, misspelt or of another
/// kind throws events::fault `rules-bad-data` with the file, the JSON pointer and the reason.
/// Only for .cpp files: it brings all of nlohmann with it.
class json_cursor {
public:
    json_cursor(const nlohmann::json& value, std::string file, std::string pointer = {})
        : value_(&value), file_(std::move(file)), pointer_(std::move(pointer)) {}

    [[noreturn]] void fail(const std::string& reason) const;

    /// Refuses members that nobody reads, so that a misspelt `valid_to` is not silently forever.
    void only(std::initializer_list<std::string_view> known) const;
    [[nodiscard]] json_cursor at(std::string_view key) const;
    [[nodiscard]] std::optional<json_cursor> find(std::string_view key) const;
    [[nodiscard]] std::vector<json_cursor> items() const;
    /// The members of an object, by name.
    [[nodiscard]] std::vector<std::pair<std::string, json_cursor>> members() const;

    [[nodiscard]] std::string text() const; ///< never empty
    [[nodiscard]] std::int64_t integer() const;
    [[nodiscard]] bool boolean() const;
    [[nodiscard]] events::local_date date() const;
    /// A time of day such as 07:30.
    [[nodiscard]] std::chrono::milliseconds time_of_day() const;

    template <events::named_enum E> [[nodiscard]] E name() const {
        const auto word = text();
        const auto value = events::enum_of<E>(word);
        if (!value) {
            fail_unknown(word, events::enum_names<E>::names.data(),
                         events::enum_names<E>::names.size());
        }
        return *value;
    }

    [[nodiscard]] std::string text_or(std::string_view key, std::string_view otherwise) const;
    [[nodiscard]] std::optional<events::local_date> date_if(std::string_view key) const;

private:
    [[noreturn]] void fail_unknown(const std::string& word, const std::string_view* known,
                                   std::size_t count) const;
    [[nodiscard]] json_cursor child(const std::string& step, const nlohmann::json& value) const;

    const nlohmann::json* value_;
    std::string file_;
    std::string pointer_;
};

/// Files of rules nest a few levels. A text that nests deeper is none, and reading, copying and
/// writing its tree takes a piece of the stack for each level.
inline constexpr std::size_t rules_depth_max = 64;
[[nodiscard]] bool nests_too_deep(std::string_view text);
/// The whole text; discarded when it is no JSON or nests too deep.
[[nodiscard]] nlohmann::json read_rules_text(std::string_view text);
/// Parses a whole file; a syntax error is the same fault.
[[nodiscard]] nlohmann::json parse_rules_json(std::string_view text, std::string_view file);

} // namespace engine
