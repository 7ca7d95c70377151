#include "events/ids.hpp"

#include "events/digest.hpp"

#include <algorithm>

namespace events {
namespace {

constexpr std::string_view uuid_digits = "0123456789abcdef";

constexpr bool is_dash_position(std::size_t i) { return i == 8 || i == 13 || i == 18 || i == 23; }

} // namespace

std::string uuid_text(const uuid_bytes& bytes) {
    std::string text;
    text.reserve(36);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) {
            text.push_back('-');
        }
        text.push_back(uuid_digits[bytes[i] >> 4U]);
        text.push_back(uuid_digits[bytes[i] & 15U]);
    }
    return text;
}

bool is_uuid(std::string_view text) {
    if (text.size() != 36) {
        return false;
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_dash_position(i) ? text[i] != '-'
                                : uuid_digits.find(text[i]) == std::string_view::npos) {
            return false;
        }
    }
    return true;
}

std::string uuid_v7(std::int64_t unix_ms, const std::array<std::uint8_t, 10>& random) {
    uuid_bytes bytes{};
    for (std::size_t i = 0; i < 6; ++i) {
        bytes[i] = static_cast<std::uint8_t>(unix_ms >> (8 * (5 - i)));
    }
    std::copy(random.begin(), random.end(), bytes.begin() + 6);
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0fU) | 0x70U);
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3fU) | 0x80U);
    return uuid_text(bytes);
}

std::string uuid_of(std::string_view name) {
    const digest hash = sha256(name);
    uuid_bytes bytes{};
    std::copy_n(hash.bytes.begin(), bytes.size(), bytes.begin());
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0fU) | 0x80U);
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3fU) | 0x80U);
    return uuid_text(bytes);
}

case_id case_opened_by(const command_id& command) {
    return case_id{uuid_of("case:" + command.str())};
}

} // namespace events
