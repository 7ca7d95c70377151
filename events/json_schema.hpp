#pragma once

#include "events/describe.hpp"
#include "events/digest.hpp"
#include "events/instant.hpp"
#include "events/strong.hpp"

#include <nlohmann/json.hpp>

#include <concepts>
#include <optional>
#include <string>
#include <vector>

/// JSON Schema (the common subset of draft-07 and 2020-12) of described structs.
namespace events::schema {

using json = nlohmann::ordered_json;

template <class T> json of();

template <class T> struct schema_for;
template <class Tag> struct schema_for<strong_string<Tag>> {
    static json make() { return {{"type", "string"}}; }
};
template <> struct schema_for<std::string> {
    static json make() { return {{"type", "string"}}; }
};
template <> struct schema_for<bool> {
    static json make() { return {{"type", "boolean"}}; }
};
template <> struct schema_for<digest> {
    static json make() { return {{"type", "string"}, {"pattern", "^[0-9a-f]{64}$"}}; }
};
template <> struct schema_for<instant> {
    static json make() { return {{"type", "string"}, {"format", "date-time"}}; }
};
template <> struct schema_for<local_date> {
    static json make() { return {{"type", "string"}, {"format", "date"}}; }
};
template <std::integral I> struct schema_for<I> {
    static json make() {
        json out{{"type", "integer"}};
        if constexpr (std::is_unsigned_v<I>) {
            out["minimum"] = 0;
        }
        return out;
    }
};
template <named_enum E> struct schema_for<E> {
    static json make() {
        json words = json::array();
        for (const auto name : enum_names<E>::names) {
            words.push_back(std::string{name});
        }
        return {{"type", "string"}, {"enum", std::move(words)}};
    }
};
template <class T> struct schema_for<std::optional<T>> {
    static json make() { return of<T>(); }
};
template <class T> struct schema_for<std::vector<T>> {
    static json make() { return {{"type", "array"}, {"items", of<T>()}}; }
};

/// Adds the members of T to the properties and the list of required names: all but optionals and
/// vectors.
template <described T> void add_members(json& properties, json& required) {
    T sample{};
    for_each_field(sample, [&](std::string_view name, auto& member) {
        using M = std::remove_cvref_t<decltype(member)>;
        properties[std::string{name}] = of<M>();
        if constexpr (!is_optional<M> && !is_vector<M>) {
            required.push_back(std::string{name});
        }
    });
}

template <described T> struct schema_for<T> {
    static json make() {
        json properties = json::object();
        json required = json::array();
        add_members<T>(properties, required);
        return {{"type", "object"}, {"properties", properties}, {"required", required}};
    }
};

/// The schema of T as it stands in JSON.
template <class T> json of() { return schema_for<T>::make(); }

} // namespace events::schema
