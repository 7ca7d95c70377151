#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace events {

/// A SHA-256 value.
struct digest {
    std::array<std::uint8_t, 32> bytes{};
    auto operator<=>(const digest&) const = default;
};

[[nodiscard]] digest sha256(std::string_view bytes);

/// 64 lowercase hex characters.
[[nodiscard]] std::string hex(const digest& value);
/// Empty when the text is not 64 lowercase hex characters.
[[nodiscard]] std::optional<digest> digest_from_hex(std::string_view text);

} // namespace events
