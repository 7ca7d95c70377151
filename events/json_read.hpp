#pragma once

#include "events/codec.hpp"
#include "events/describe.hpp"
#include "events/digest.hpp"
#include "events/instant.hpp"
#include "events/strong.hpp"

#include <nlohmann/json.hpp>

#include <concepts>
#include <limits>
#include <string>

/// JSON to values by their description, with a pointer to what is wrong.
namespace events {

/// What to do with a member that the description does not name.
enum class extra_members { ignored, refused };

namespace reading {

using json = nlohmann::json;

inline std::string child(const std::string& pointer, std::string_view name) {
    return pointer + "/" + std::string{name};
}

inline const std::string& text(const json& from, const std::string& pointer) {
    if (!from.is_string()) {
        throw decode_error(pointer, "must be a string");
    }
    return from.get_ref<const std::string&>();
}

template <class T>
void value(const json& from, T& into, const std::string& pointer, extra_members extra);

template <class Tag>
void one(const json& from, strong_string<Tag>& into, const std::string& pointer, extra_members) {
    into = strong_string<Tag>{text(from, pointer)};
}
inline void one(const json& from, std::string& into, const std::string& pointer, extra_members) {
    into = text(from, pointer);
}
inline void one(const json& from, digest& into, const std::string& pointer, extra_members) {
    const auto parsed = digest_from_hex(text(from, pointer));
    if (!parsed) {
        throw decode_error(pointer, "must be 64 lowercase hex characters");
    }
    into = *parsed;
}
inline void one(const json& from, instant& into, const std::string& pointer, extra_members) {
    const auto parsed = instant_from_text(text(from, pointer));
    if (!parsed) {
        throw decode_error(pointer, "must be an RFC 3339 time");
    }
    into = *parsed;
}
inline void one(const json& from, local_date& into, const std::string& pointer, extra_members) {
    const auto parsed = date_from_text(text(from, pointer));
    if (!parsed) {
        throw decode_error(pointer, "must be a day as YYYY-MM-DD");
    }
    into = *parsed;
}
inline void one(const json& from, bool& into, const std::string& pointer, extra_members) {
    if (!from.is_boolean()) {
        throw decode_error(pointer, "must be true or false");
    }
    into = from.get<bool>();
}
template <std::integral I>
void one(const json& from, I& into, const std::string& pointer, extra_members) {
    if (!from.is_number_integer()) {
        throw decode_error(pointer, "must be a whole number");
    }
    if (from.is_number_unsigned()) {
        const auto wide = from.get<std::uint64_t>();
        if (wide > static_cast<std::uint64_t>(std::numeric_limits<I>::max())) {
            throw decode_error(pointer, "is too large");
        }
        into = static_cast<I>(wide);
        return;
    }
    const auto wide = from.get<std::int64_t>();
    if constexpr (std::is_unsigned_v<I>) {
        if (wide != 0) { // -0 is 0, as for the fast reader
            throw decode_error(pointer, "must not be negative");
        }
        into = 0;
    } else {
        if (wide < std::numeric_limits<I>::min()) {
            throw decode_error(pointer, "is too small");
        }
        into = static_cast<I>(wide);
    }
}
template <named_enum E>
void one(const json& from, E& into, const std::string& pointer, extra_members) {
    const auto parsed = enum_of<E>(text(from, pointer));
    if (!parsed) {
        std::string allowed;
        for (const auto name : enum_names<E>::names) {
            allowed += (allowed.empty() ? "" : ", ") + std::string{name};
        }
        throw decode_error(pointer, "must be one of: " + allowed);
    }
    into = *parsed;
}
template <class T>
void one(const json& from, std::vector<T>& into, const std::string& pointer, extra_members extra) {
    if (!from.is_array()) {
        throw decode_error(pointer, "must be an array");
    }
    into.clear();
    into.reserve(from.size());
    for (std::size_t i = 0; i < from.size(); ++i) {
        value(from[i], into.emplace_back(), child(pointer, std::to_string(i)), extra);
    }
}
template <described T>
void one(const json& from, T& into, const std::string& pointer, extra_members extra) {
    if (!from.is_object()) {
        throw decode_error(pointer, "must be an object");
    }
    std::size_t used = 0;
    for_each_field(into, [&](std::string_view name, auto& member) {
        using M = std::remove_cvref_t<decltype(member)>;
        const auto found = from.find(std::string{name});
        if (found == from.end()) {
            if constexpr (!is_optional<M> && !is_vector<M>) {
                throw decode_error(child(pointer, name), "is missing");
            }
            return;
        }
        ++used;
        value(*found, member, child(pointer, name), extra);
    });
    if (extra == extra_members::refused && used != from.size()) {
        for (const auto& [name, unused] : from.items()) {
            bool known = false;
            for_each_field(into, [&](std::string_view f, auto&) { known = known || f == name; });
            if (!known) {
                throw decode_error(child(pointer, name), "is not known here");
            }
        }
    }
}

template <class T>
void value(const json& from, T& into, const std::string& pointer, extra_members extra) {
    if constexpr (is_optional<T>) {
        value(from, into.emplace(), pointer, extra);
    } else {
        one(from, into, pointer, extra);
    }
}

} // namespace reading

/// Reads a described struct. Throws decode_error with a JSON pointer.
template <described T>
[[nodiscard]] T from_json_object(const nlohmann::json& from,
                                 extra_members extra = extra_members::ignored,
                                 const std::string& pointer = "") {
    T into{};
    reading::value(from, into, pointer, extra);
    return into;
}

} // namespace events
