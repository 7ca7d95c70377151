#include "projections/uuid_bytes.hpp"

#include "events/hex_bytes.hpp"

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
    char digits[32]; // without the dashes
    std::memcpy(digits, text.data(), 8);
    std::memcpy(digits + 8, text.data() + 9, 4);
    std::memcpy(digits + 12, text.data() + 14, 4);
    std::memcpy(digits + 16, text.data() + 19, 4);
    std::memcpy(digits + 20, text.data() + 24, 12);
    auto* const bytes = reinterpret_cast<unsigned char*>(into);
    return events::bytes_of_hex(digits, bytes) && events::bytes_of_hex(digits + 8, bytes + 4) &&
           events::bytes_of_hex(digits + 16, bytes + 8) &&
           events::bytes_of_hex(digits + 24, bytes + 12);
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
