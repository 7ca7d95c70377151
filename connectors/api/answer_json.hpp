#pragma once

#include "events/json_schema.hpp"
#include "events/json_text.hpp"
#include "events/json_write.hpp"

#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

/// Answers of the API are described structs: their JSON and their JSON Schema have one source.
namespace connectors::api {

using json = nlohmann::ordered_json;

/// A member whose shape is not fixed here, such as an event's own fields.
struct any_json {
    json value;
    bool operator==(const any_json&) const = default;
};

/// As events::json_of, except that a list without items is written as one.
template <class T> [[nodiscard]] json to_json(const T& value) {
    if constexpr (std::is_same_v<T, any_json>) {
        return value.value;
    } else if constexpr (events::described<T>) {
        json object = json::object();
        events::for_each_field(value, [&](std::string_view name, const auto& member) {
            using M = std::remove_cvref_t<decltype(member)>;
            auto& members = object.get_ref<json::object_t&>();
            if constexpr (events::is_optional<M>) {
                if (member) {
                    members.emplace_back(std::string{name}, to_json(*member));
                }
            } else {
                members.emplace_back(std::string{name}, to_json(member));
            }
        });
        return object;
    } else if constexpr (events::is_vector<T>) {
        json array = json::array();
        for (const auto& item : value) {
            array.push_back(to_json(item));
        }
        return array;
    } else {
        return events::json_of(value);
    }
}

/// Text of a tree as answers have it: what is not UTF-8 in it is replaced.
[[nodiscard]] inline std::string dumped(const json& tree) {
    return tree.dump(-1, ' ', false, json::error_handler_t::replace);
}

inline void append_text(std::string& into, const std::string& text) {
    const auto before = into.size();
    try {
        events::json_text::append_string(into, text);
    } catch (const std::invalid_argument&) {
        into.resize(before);
        into += dumped(json(text));
    }
}

template <class T> void append_json(std::string& into, const T& value);

/// The members of an object that `into` ends in the middle of.
template <events::described T> void append_members(std::string& into, const T& value) {
    events::for_each_field(value, [&](std::string_view name, const auto& member) {
        using M = std::remove_cvref_t<decltype(member)>;
        if constexpr (events::is_optional<M>) {
            if (member) {
                events::json_text::append_name(into, name);
                append_json(into, *member);
            }
        } else {
            events::json_text::append_name(into, name);
            append_json(into, member);
        }
    });
}

/// dumped(to_json(value)), byte for byte, without the tree in between.
template <class T> void append_json(std::string& into, const T& value) {
    if constexpr (events::described<T>) {
        into.push_back('{');
        append_members(into, value);
        into.push_back('}');
    } else if constexpr (events::is_vector<T>) {
        into.push_back('[');
        bool first = true;
        for (const auto& item : value) {
            if (!std::exchange(first, false)) {
                into.push_back(',');
            }
            append_json(into, item);
        }
        into.push_back(']');
    } else if constexpr (std::is_same_v<T, std::string>) {
        append_text(into, value);
    } else if constexpr (requires { value.str(); }) {
        append_text(into, value.str());
    } else if constexpr (requires { events::json_text::append(into, value); } &&
                         !std::is_floating_point_v<T> && !std::is_same_v<T, any_json>) {
        events::json_text::append(into, value);
    } else {
        into += dumped(to_json(value));
    }
}

template <class T> [[nodiscard]] std::string json_text_of(const T& value) {
    constexpr std::size_t usual_bytes = 1024;
    std::string out;
    out.reserve(usual_bytes);
    append_json(out, value);
    return out;
}

/// A page of a list. `next` is the cursor of the following page, and is absent on the last one.
template <class Row> struct listed {
    std::vector<Row> items;
    std::optional<std::string> next;

    static constexpr auto fields() {
        return std::tuple{events::field{"items", &listed::items},
                          events::field{"next", &listed::next}};
    }
};

[[nodiscard]] inline std::optional<std::string> cursor_or_none(std::string next) {
    return next.empty() ? std::nullopt : std::optional{std::move(next)};
}

/// A page of rows as a page of what callers see: `shown` makes an item of each row.
template <class Page, class Show>
[[nodiscard]] auto listed_of(const Page& page, const Show& shown) {
    listed<std::remove_cvref_t<decltype(shown(page.rows.front()))>> out;
    out.items.reserve(page.rows.size());
    for (const auto& row : page.rows) {
        out.items.push_back(shown(row));
    }
    out.next = cursor_or_none(page.next);
    return out;
}

} // namespace connectors::api

template <> struct events::schema::schema_for<connectors::api::any_json> {
    static json make() { return json::object(); }
};
