#pragma once

#include "events/describe.hpp"
#include "events/digest.hpp"
#include "events/instant.hpp"
#include "events/strong.hpp"

#include <nlohmann/json.hpp>

#include <concepts>
#include <string>

/// Values to JSON by their description. Absent optionals and empty vectors are left out.
namespace events {

using json_object = nlohmann::ordered_json;

template <class Tag> json_object json_of(const strong_string<Tag>& v) { return v.str(); }
inline json_object json_of(const std::string& v) { return v; }
inline json_object json_of(const digest& v) { return hex(v); }
inline json_object json_of(instant v) { return to_text(v); }
inline json_object json_of(local_date v) { return to_text(v); }
inline json_object json_of(bool v) { return v; }
template <std::integral I> json_object json_of(I v) { return v; }
template <named_enum E> json_object json_of(E v) { return std::string{name_of(v)}; }

template <class T> void put(json_object& into, std::string_view name, const T& value);

template <described T> json_object json_of(const T& v) {
    json_object object = json_object::object();
    for_each_field(v,
                   [&](std::string_view name, const auto& member) { put(object, name, member); });
    return object;
}

template <class T> json_object json_of(const std::vector<T>& v) {
    json_object array = json_object::array();
    for (const auto& item : v) {
        array.push_back(json_of(item));
    }
    return array;
}

/// Adds a member; says nothing for an absent optional or an empty vector.
template <class T> void put(json_object& into, std::string_view name, const T& value) {
    if constexpr (is_optional<T>) {
        if (value) {
            into.get_ref<json_object::object_t&>().emplace_back(std::string{name}, json_of(*value));
        }
    } else if constexpr (is_vector<T>) {
        if (!value.empty()) {
            into.get_ref<json_object::object_t&>().emplace_back(std::string{name}, json_of(value));
        }
    } else {
        into.get_ref<json_object::object_t&>().emplace_back(std::string{name}, json_of(value));
    }
}

} // namespace events
