#include "events/json_read.hpp"

#include <algorithm>

namespace events::reading {
namespace {

std::string child(const std::string& pointer, std::string_view name) {
    return pointer + "/" + std::string{name};
}

/// What a text says; `must_be` tells what else it should have been.
template <class T, class Parse>
T parsed(const json& from, const std::string& pointer, Parse parse, const char* must_be) {
    auto found = parse(text(from, pointer));
    if (!found) {
        throw decode_error(pointer, must_be);
    }
    return *std::move(found);
}

} // namespace

const std::string& text(const json& from, const std::string& pointer) {
    if (!from.is_string()) {
        throw decode_error(pointer, "must be a string");
    }
    return from.get_ref<const std::string&>();
}

std::size_t word(const json& from, std::span<const std::string_view> words,
                 const std::string& pointer) {
    const auto found = std::ranges::find(words, text(from, pointer));
    if (found == words.end()) {
        std::string allowed;
        for (const auto name : words) {
            allowed += (allowed.empty() ? "" : ", ") + std::string{name};
        }
        throw decode_error(pointer, "must be one of: " + allowed);
    }
    return static_cast<std::size_t>(found - words.begin());
}

std::uint64_t natural(const json& from, std::uint64_t largest, const std::string& pointer) {
    if (!from.is_number_integer()) {
        throw decode_error(pointer, "must be a whole number");
    }
    if (!from.is_number_unsigned()) {
        if (from.get<std::int64_t>() != 0) { // -0 is 0, as for the fast reader
            throw decode_error(pointer, "must not be negative");
        }
        return 0;
    }
    const auto found = from.get<std::uint64_t>();
    if (found > largest) {
        throw decode_error(pointer, "is too large");
    }
    return found;
}

std::int64_t whole(const json& from, std::int64_t smallest, std::int64_t largest,
                   const std::string& pointer) {
    if (from.is_number_unsigned()) {
        return static_cast<std::int64_t>(
            natural(from, static_cast<std::uint64_t>(largest), pointer));
    }
    if (!from.is_number_integer()) {
        throw decode_error(pointer, "must be a whole number");
    }
    const auto found = from.get<std::int64_t>();
    if (found < smallest) {
        throw decode_error(pointer, "is too small");
    }
    return found;
}

void require_array(const json& from, const std::string& pointer) {
    if (!from.is_array()) {
        throw decode_error(pointer, "must be an array");
    }
}

void require_object(const json& from, const std::string& pointer) {
    if (!from.is_object()) {
        throw decode_error(pointer, "must be an object");
    }
}

bool read_member(const json& from, const wanted& one, const std::string& pointer,
                 extra_members extra) {
    const auto found = from.find(one.name);
    if (found == from.end()) {
        if (one.needed) {
            throw decode_error(child(pointer, one.name), "is missing");
        }
        return false;
    }
    one.read(*found, one.into, child(pointer, one.name), extra);
    return true;
}

void refuse_unknown(const json& from, std::span<const std::string_view> known,
                    const std::string& pointer) {
    for (const auto& [name, unused] : from.items()) {
        if (std::ranges::find(known, name) == known.end()) {
            throw decode_error(child(pointer, name), "is not known here");
        }
    }
}

void one(const json& from, std::string& into, const std::string& pointer, extra_members) {
    into = text(from, pointer);
}

void one(const json& from, digest& into, const std::string& pointer, extra_members) {
    into = parsed<digest>(from, pointer, digest_from_hex, "must be 64 lowercase hex characters");
}

void one(const json& from, instant& into, const std::string& pointer, extra_members) {
    into = parsed<instant>(from, pointer, instant_from_text, "must be an RFC 3339 time");
}

void one(const json& from, local_date& into, const std::string& pointer, extra_members) {
    into = parsed<local_date>(from, pointer, date_from_text, "must be a day as YYYY-MM-DD");
}

void one(const json& from, bool& into, const std::string& pointer, extra_members) {
    if (!from.is_boolean()) {
        throw decode_error(pointer, "must be true or false");
    }
    into = from.get<bool>();
}

} // namespace events::reading
