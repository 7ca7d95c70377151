#pragma once

#include <array>
#include <concepts>
#include <optional>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

/// How a plain struct says what its fields are, once; the JSON writer, both JSON readers, the
/// binary state codec and the JSON Schema generator are all derived from it.
///
///     struct number_claim {
///         std::string counter;
///         std::uint64_t value = 0;
///         static constexpr auto fields() {
///             return std::tuple{field{"counter", &number_claim::counter},
///                               field{"value", &number_claim::value}};
///         }
///     };
///
/// std::optional fields may be absent in JSON; std::vector fields are absent when empty.
namespace events {

template <class Struct, class Member> struct field {
    std::string_view name;
    Member Struct::* member;
};
template <class Struct, class Member> field(const char*, Member Struct::*) -> field<Struct, Member>;

template <class T>
concept described = requires { T::fields(); };

/// Calls `visit(name, member reference)` for each field in order.
template <described T, class Visit> void for_each_field(T& object, Visit&& visit) {
    std::apply([&](const auto&... f) { (visit(f.name, object.*(f.member)), ...); },
               std::remove_const_t<T>::fields());
}

/// The names of T's fields in order.
template <described T>
inline constexpr auto field_names = std::apply(
    [](const auto&... f) { return std::array<std::string_view, sizeof...(f)>{f.name...}; },
    T::fields());

/// An enumeration that is written as lowercase words: specialise with
/// `static constexpr std::array<std::string_view, N> names` in enumerator order from 0.
template <class E> struct enum_names;

template <class E>
concept named_enum = std::is_enum_v<E> && requires { enum_names<E>::names.size(); };

template <named_enum E> [[nodiscard]] constexpr std::string_view name_of(E value) {
    return enum_names<E>::names[static_cast<std::size_t>(value)];
}

template <named_enum E> [[nodiscard]] constexpr std::optional<E> enum_of(std::string_view name) {
    for (std::size_t i = 0; i < enum_names<E>::names.size(); ++i) {
        if (enum_names<E>::names[i] == name) {
            return static_cast<E>(i);
        }
    }
    return std::nullopt;
}

template <class T> inline constexpr bool is_optional = false;
template <class T> inline constexpr bool is_optional<std::optional<T>> = true;
template <class T> inline constexpr bool is_vector = false;
template <class T> inline constexpr bool is_vector<std::vector<T>> = true;

} // namespace events
