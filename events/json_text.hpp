#pragma once

#include "events/describe.hpp"
#include "events/digest.hpp"
#include "events/instant.hpp"
#include "events/strong.hpp"

#include <array>
#include <charconv>
#include <concepts>
#include <string>
#include <string_view>

/// Values to JSON text by their description, straight into one string: what json_write.hpp followed
/// by dump() would say, byte for byte, without the tree in between.
/// Absent optionals and empty vectors are left out.
namespace events::json_text {

/// With quotes, escaped as RFC 8259 asks and no more. Throws std::invalid_argument when the text is
/// not UTF-8.
void append_string(std::string& into, std::string_view text);

template <class Tag> void append(std::string& into, const strong_string<Tag>& v) {
    append_string(into, v.str());
}
inline void append(std::string& into, const std::string& v) { append_string(into, v); }

/// A text of our own making that needs no escape.
inline void append_plain(std::string& into, std::string_view text) {
    into.push_back('"');
    into.append(text);
    into.push_back('"');
}
inline void append(std::string& into, const digest& v) { append_plain(into, hex(v)); }
inline void append(std::string& into, instant v) { append_plain(into, to_text(v)); }
inline void append(std::string& into, local_date v) { append_plain(into, to_text(v)); }
inline void append(std::string& into, bool v) { into.append(v ? "true" : "false"); }
template <std::integral I> void append(std::string& into, I v) {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), v).ptr;
    into.append(digits.data(), end);
}
template <named_enum E> void append(std::string& into, E v) { append_plain(into, name_of(v)); }
template <described T> void append(std::string& into, const T& v);
template <class T> void append(std::string& into, const std::vector<T>& v);

/// `,"name":`, or without the comma for the first member of an object.
inline void append_name(std::string& into, std::string_view name) {
    if (into.back() != '{') {
        into.push_back(',');
    }
    append_plain(into, name);
    into.push_back(':');
}

/// A member of the object that `into` ends in the middle of; nothing for an absent value.
template <class T> void append_member(std::string& into, std::string_view name, const T& value) {
    if constexpr (is_optional<T>) {
        if (value) {
            append_name(into, name);
            append(into, *value);
        }
    } else {
        if constexpr (is_vector<T>) {
            if (value.empty()) {
                return;
            }
        }
        append_name(into, name);
        append(into, value);
    }
}

template <described T> void append(std::string& into, const T& v) {
    into.push_back('{');
    for_each_field(
        v, [&](std::string_view name, const auto& member) { append_member(into, name, member); });
    into.push_back('}');
}

template <class T> void append(std::string& into, const std::vector<T>& v) {
    into.push_back('[');
    for (const auto& item : v) {
        if (into.back() != '[') {
            into.push_back(',');
        }
        append(into, item);
    }
    into.push_back(']');
}

} // namespace events::json_text
