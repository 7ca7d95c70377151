#include "projections/uuid_bytes.hpp"

#include <array>

namespace projections {
namespace {

constexpr auto digits = [] {
    std::array<std::int8_t, 256> out{};
    out.fill(-1);
    for (int i = 0; i < 10; ++i) {
        out[static_cast<std::size_t>('0' + i)] = static_cast<std::int8_t>(i);
    }
    for (int i = 0; i < 6; ++i) {
        out[static_cast<std::size_t>('a' + i)] = static_cast<std::int8_t>(10 + i);
    }
    return out;
}();

constexpr bool dash_before(std::size_t byte) {
    return byte == 4 || byte == 6 || byte == 8 || byte == 10;
}

} // namespace

bool uuid_from_text(std::string_view text, char* into) {
    if (text.size() != 36) {
        return false;
    }
    std::size_t at = 0;
    for (std::size_t i = 0; i < 16; ++i) {
        if (dash_before(i) && text[at++] != '-') {
            return false;
        }
        const int high = digits[static_cast<unsigned char>(text[at])];
        const int low = digits[static_cast<unsigned char>(text[at + 1])];
        if ((high | low) < 0) {
            return false;
        }
        into[i] = static_cast<char>(high * 16 + low);
        at += 2;
    }
    return true;
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
