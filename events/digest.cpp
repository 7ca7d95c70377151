#include "events/digest.hpp"

#include <openssl/sha.h>

namespace events {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

} // namespace

digest sha256(std::string_view bytes) {
    digest value;
    SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), value.bytes.data());
    return value;
}

std::string hex(const digest& value) {
    std::string text;
    text.reserve(64);
    for (const std::uint8_t byte : value.bytes) {
        text.push_back(hex_digits[byte >> 4U]);
        text.push_back(hex_digits[byte & 15U]);
    }
    return text;
}

std::optional<digest> digest_from_hex(std::string_view text) {
    digest value;
    if (text.size() != 2 * value.bytes.size()) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto nibble = hex_digits.find(text[i]);
        if (nibble == std::string_view::npos) {
            return std::nullopt;
        }
        auto& byte = value.bytes[i / 2];
        byte = static_cast<std::uint8_t>((byte << 4U) | nibble);
    }
    return value;
}

} // namespace events
