#include "projections/uuid_bytes.hpp"

#include "events/hex_bytes.hpp"

#include <bit>
#include <cstdint>
#include <cstring>

namespace projections {
namespace {

constexpr bool dash_before(std::size_t byte) {
    return byte == 4 || byte == 6 || byte == 8 || byte == 10;
}

} // namespace

bool uuid_from_text(std::string_view text, char* into) {
    if (text.size() != 36 || text[8] != '-' || text[13] != '-' || text[18] != '-' ||
        text[23] != '-') {
        return false;
    }
    // Put together in words: what was just written in parts is not soon read as a whole.
    const auto digits = [&]<class Word>(Word word, std::size_t at) {
        std::memcpy(&word, text.data() + at, sizeof word);
        return std::uint64_t{word};
    };
    const auto joined = [](std::uint64_t first, std::uint64_t second) {
        return std::endian::native == std::endian::little ? first | (second << 32U)
                                                          : (first << 32U) | second;
    };
    using four = std::uint32_t;
    const events::hex_words words{
        digits(std::uint64_t{}, 0), joined(digits(four{}, 9), digits(four{}, 14)),
        joined(digits(four{}, 19), digits(four{}, 24)), digits(std::uint64_t{}, 28)};
    return events::bytes_of_hex(words, reinterpret_cast<unsigned char*>(into));
}

void append_uuid_text(std::string& to, std::string_view bytes) {
    constexpr std::string_view hex = "0123456789abcdef";
    char text[36];
    std::size_t at = 0;
    for (std::size_t i = 0; i < 16; ++i) {
        if (dash_before(i)) {
            text[at++] = '-';
        }
        const auto value = static_cast<unsigned char>(bytes[i]);
        text[at++] = hex[value >> 4U];
        text[at++] = hex[value & 15U];
    }
    to.append(text, sizeof text);
}

} // namespace projections
