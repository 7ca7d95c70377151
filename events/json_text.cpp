#include "events/json_text.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <cstring>
#include <iterator>
#include <stdexcept>

namespace events::json_text {
namespace {

constexpr std::uint64_t every_byte = 0x0101010101010101ULL;
constexpr std::uint64_t high_bits = 0x8080808080808080ULL;

/// Whether one of eight bytes is a control character, a quote, a backslash or not ASCII.
bool any_special(std::uint64_t eight) {
    const auto zero_byte = [](std::uint64_t v) { return (v - every_byte) & ~v & high_bits; };
    const std::uint64_t control = (eight - every_byte * 0x20U) & ~eight & high_bits;
    return ((eight & high_bits) | control | zero_byte(eight ^ (every_byte * '"')) |
            zero_byte(eight ^ (every_byte * '\\'))) != 0;
}

bool is_special(unsigned char one) {
    return one < 0x20U || one == '"' || one == '\\' || one >= 0x80U;
}

/// The length of the prefix that can be copied as it is.
std::size_t plain_prefix(std::string_view text) {
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, text.data() + at, 8);
        if (any_special(eight)) {
            break;
        }
    }
    while (at < text.size() && !is_special(static_cast<unsigned char>(text[at]))) {
        ++at;
    }
    return at;
}

void append_escaped(std::string& into, char one) {
    switch (one) {
    case '"':
        into.append("\\\"");
        return;
    case '\\':
        into.append("\\\\");
        return;
    case '\b':
        into.append("\\b");
        return;
    case '\f':
        into.append("\\f");
        return;
    case '\n':
        into.append("\\n");
        return;
    case '\r':
        into.append("\\r");
        return;
    case '\t':
        into.append("\\t");
        return;
    default:
        fmt::format_to(std::back_inserter(into), "\\u{:04x}", static_cast<unsigned>(one));
    }
}

/// The bytes of the character at the beginning, 0 when it is not UTF-8 as RFC 3629 has it.
std::size_t character_bytes(std::string_view text) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const auto follows = [&](std::size_t i) { return (byte(i) & 0xc0U) == 0x80U; };
    const unsigned first = byte(0);
    if (first >= 0xc2U && first <= 0xdfU) {
        return follows(1) ? 2 : 0;
    }
    if (first >= 0xe0U && first <= 0xefU) {
        const bool overlong = first == 0xe0U && byte(1) < 0xa0U;
        const bool surrogate = first == 0xedU && byte(1) > 0x9fU;
        return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (first >= 0xf0U && first <= 0xf4U) {
        const bool overlong = first == 0xf0U && byte(1) < 0x90U;
        const bool beyond = first == 0xf4U && byte(1) > 0x8fU;
        return follows(1) && follows(2) && follows(3) && !overlong && !beyond ? 4 : 0;
    }
    return 0;
}

} // namespace

void append_string(std::string& into, std::string_view text) {
    into.push_back('"');
    while (true) {
        const std::size_t plain = plain_prefix(text);
        into.append(text.substr(0, plain));
        text.remove_prefix(plain);
        if (text.empty()) {
            break;
        }
        if (static_cast<unsigned char>(text.front()) < 0x80U) {
            append_escaped(into, text.front());
            text.remove_prefix(1);
            continue;
        }
        const std::size_t bytes = character_bytes(text);
        if (bytes == 0) {
            throw std::invalid_argument("write JSON: a text is not UTF-8; check the edge that "
                                        "let it in");
        }
        into.append(text.substr(0, bytes));
        text.remove_prefix(bytes);
    }
    into.push_back('"');
}

} // namespace events::json_text
