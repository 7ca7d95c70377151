#pragma once

#include <type_traits>
#include <variant>

namespace events {

template <class T, class Variant> inline constexpr bool is_alternative = false;
template <class T, class... Alternatives>
inline constexpr bool is_alternative<T, std::variant<Alternatives...>> =
    (std::is_same_v<T, Alternatives> || ...);

/// T is one of the types that the variant can hold. Asking the variant whether it can be made of a
/// T tries a conversion to each of its types: for eighty, a second in every file that does it.
template <class T, class Variant>
concept alternative_of = is_alternative<std::remove_cvref_t<T>, Variant>;

} // namespace events
