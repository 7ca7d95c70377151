#pragma once

#include "events/describe.hpp"
#include "events/digest.hpp"
#include "events/instant.hpp"
#include "events/strong.hpp"

#include <string>
#include <type_traits>
#include <vector>

namespace projections {

template <class T> inline constexpr bool is_strong_string = false;
template <class Tag> inline constexpr bool is_strong_string<events::strong_string<Tag>> = true;

/// A text that changes whenever the bytes of binary::put() for T would mean something else: names
/// and kinds of all fields, and the words of all enumerations, in order.
template <class T> [[nodiscard]] std::string schema_text() {
    if constexpr (events::is_optional<T>) {
        return "?" + schema_text<typename T::value_type>();
    } else if constexpr (events::is_vector<T>) {
        return "[" + schema_text<typename T::value_type>() + "]";
    } else if constexpr (events::named_enum<T>) {
        std::string out = "(";
        for (const auto name : events::enum_names<T>::names) {
            out.append(name).append("|");
        }
        return out + ")";
    } else if constexpr (events::described<T>) {
        std::string out = "{";
        const T* none = nullptr;
        std::apply(
            [&](const auto&... f) {
                ((out.append(f.name).append(":").append(
                      schema_text<std::remove_cvref_t<decltype(none->*(f.member))>>()),
                  out.append(",")),
                 ...);
            },
            T::fields());
        return out + "}";
    } else if constexpr (is_strong_string<T>) {
        return "id";
    } else if constexpr (std::is_same_v<T, std::string>) {
        return "text";
    } else if constexpr (std::is_same_v<T, events::digest>) {
        return "digest";
    } else if constexpr (std::is_same_v<T, events::instant>) {
        return "instant";
    } else if constexpr (std::is_same_v<T, events::local_date>) {
        return "date";
    } else if constexpr (std::is_same_v<T, bool>) {
        return "bool";
    } else if constexpr (std::is_same_v<T, std::uint64_t>) {
        return "u64";
    } else {
        static_assert(std::is_same_v<T, std::int64_t>, "teach schema_text this kind of field");
        return "i64";
    }
}

} // namespace projections
