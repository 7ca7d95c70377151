#pragma once

#include "events/describe.hpp"
#include "events/digest.hpp"
#include "events/instant.hpp"
#include "events/strong.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <concepts>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

/// JSON Schema (the common subset of draft-07 and 2020-12) of described structs.
namespace events::schema {

using json = nlohmann::ordered_json;

template <class T> json of();

/// The schema of a text that is one of these words.
[[nodiscard]] json one_of(std::span<const std::string_view> words);

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
    static json make() { return one_of(enum_names<E>::names); }
};
template <class T> struct schema_for<std::optional<T>> {
    static json make() { return of<T>(); }
};
template <class T> struct schema_for<std::vector<T>> {
    static json make() { return {{"type", "array"}, {"items", of<T>()}}; }
};

/// A member as a schema names it.
struct member_shape {
    std::string_view name;
    json (*make)();
    bool required = false; ///< all but optionals and vectors are
};

template <class Struct, class Member>
constexpr member_shape shape_of(const field<Struct, Member>& of_field) {
    return {of_field.name, &of<Member>, !is_optional<Member> && !is_vector<Member>};
}

template <described T>
inline constexpr auto member_shapes = std::apply(
    [](const auto&... f) { return std::array<member_shape, sizeof...(f)>{shape_of(f)...}; },
    T::fields());

/// Adds members to the properties and to the list of required names.
void add_members(std::span<const member_shape> all, json& properties, json& required);
template <described T> void add_members(json& properties, json& required) {
    add_members(member_shapes<T>, properties, required);
}

/// The schema of an object of these members.
[[nodiscard]] json object_of(std::span<const member_shape> all);

template <described T> struct schema_for<T> {
    static json make() { return object_of(member_shapes<T>); }
};

/// The schema of T as it stands in JSON.
template <class T> json of() { return schema_for<T>::make(); }

} // namespace events::schema
