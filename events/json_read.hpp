#pragma once

#include "events/codec.hpp"
#include "events/describe.hpp"
#include "events/digest.hpp"
#include "events/instant.hpp"
#include "events/strong.hpp"

#include <nlohmann/json.hpp>

#include <concepts>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// JSON to values by their description, with a pointer to what is wrong.
namespace events {

/// What to do with a member that the description does not name.
enum class extra_members { ignored, refused };

namespace reading {

using json = nlohmann::json;

// What does not hang on a description is compiled once, in json_read.cpp: there are hundreds of
// fields, and as many places that read one.

const std::string& text(const json& from, const std::string& pointer);

/// The place of a text among the words; throws when it is none of them.
[[nodiscard]] std::size_t word(const json& from, std::span<const std::string_view> words,
                               const std::string& pointer);
[[nodiscard]] std::uint64_t natural(const json& from, std::uint64_t largest,
                                    const std::string& pointer);
[[nodiscard]] std::int64_t whole(const json& from, std::int64_t smallest, std::int64_t largest,
                                 const std::string& pointer);
void require_array(const json& from, const std::string& pointer);
void require_object(const json& from, const std::string& pointer);

/// Reads a value of a type that is not said.
using reader = void (*)(const json& from, void* into, const std::string& pointer,
                        extra_members extra);

/// A member of an object, and where it is to be read to.
struct wanted {
    std::string_view name;
    bool needed = false; ///< its absence is an error
    void* into = nullptr;
    reader read = nullptr;
};

/// False when the object has no such member.
bool read_member(const json& from, const wanted& one, const std::string& pointer,
                 extra_members extra);
/// Throws for the first member that is none of these.
void refuse_unknown(const json& from, std::span<const std::string_view> known,
                    const std::string& pointer);

void one(const json& from, std::string& into, const std::string& pointer, extra_members extra);
void one(const json& from, digest& into, const std::string& pointer, extra_members extra);
void one(const json& from, instant& into, const std::string& pointer, extra_members extra);
void one(const json& from, local_date& into, const std::string& pointer, extra_members extra);
void one(const json& from, bool& into, const std::string& pointer, extra_members extra);

template <class T>
void value(const json& from, T& into, const std::string& pointer, extra_members extra);

template <class Tag>
void one(const json& from, strong_string<Tag>& into, const std::string& pointer, extra_members) {
    into = strong_string<Tag>{text(from, pointer)};
}
template <std::integral I>
void one(const json& from, I& into, const std::string& pointer, extra_members) {
    using limits = std::numeric_limits<I>;
    if constexpr (std::is_unsigned_v<I>) {
        into = static_cast<I>(natural(from, limits::max(), pointer));
    } else {
        into = static_cast<I>(whole(from, limits::min(), limits::max(), pointer));
    }
}
template <named_enum E>
void one(const json& from, E& into, const std::string& pointer, extra_members) {
    into = static_cast<E>(word(from, enum_names<E>::names, pointer));
}
template <class T>
void one(const json& from, std::vector<T>& into, const std::string& pointer, extra_members extra) {
    require_array(from, pointer);
    into.clear();
    into.reserve(from.size());
    for (std::size_t i = 0; i < from.size(); ++i) {
        value(from[i], into.emplace_back(), pointer + "/" + std::to_string(i), extra);
    }
}

template <class T>
void erased(const json& from, void* into, const std::string& pointer, extra_members extra) {
    value(from, *static_cast<T*>(into), pointer, extra);
}

template <class M> [[nodiscard]] wanted member_named(std::string_view name, M& into) {
    return {name, !is_optional<M> && !is_vector<M>, &into, erased<M>};
}

template <described T>
void one(const json& from, T& into, const std::string& pointer, extra_members extra) {
    require_object(from, pointer);
    std::size_t used = 0;
    for_each_field(into, [&](std::string_view name, auto& member) {
        used += read_member(from, member_named(name, member), pointer, extra) ? 1U : 0U;
    });
    if (extra == extra_members::refused && used != from.size()) {
        refuse_unknown(from, field_names<T>, pointer);
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
