#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

namespace events {

/// Reads eight lowercase hex digits at once, in one word, into the four bytes that they stand for:
/// whoever folds a log reads some two hundred digits for every event. Gives false when one of them
/// is another character.
[[nodiscard]] inline bool bytes_of_hex(const char* digits, unsigned char* into) {
    constexpr std::uint64_t each = 0x0101010101010101U; // times a byte: that byte in all eight
    std::uint64_t text = 0;
    std::memcpy(&text, digits, sizeof text);
    if constexpr (std::endian::native == std::endian::big) {
        text = __builtin_bswap64(text);
    }
    const std::uint64_t letters = (text >> 6U) & each; // of `0` to `9` and `a` to `f` only these
    const std::uint64_t nibbles = (text & (each * 0x0fU)) + 9 * letters;
    // Written out again they are the same text, or it was none.
    const std::uint64_t above_nine = ((nibbles + each * (0x80U - 10U)) >> 7U) & each;
    const std::uint64_t again = nibbles + each * '0' + above_nine * ('a' - '0' - 10);
    if (again != text || (nibbles & (each * 0xf0U)) != 0) {
        return false;
    }
    std::uint64_t bytes = ((nibbles << 4U) | (nibbles >> 8U)) & 0x00ff00ff00ff00ffU;
    bytes = (bytes | (bytes >> 8U)) & 0x0000ffff0000ffffU;
    auto four = static_cast<std::uint32_t>(bytes | (bytes >> 16U));
    if constexpr (std::endian::native == std::endian::big) {
        four = __builtin_bswap32(four);
    }
    std::memcpy(into, &four, sizeof four);
    return true;
}

} // namespace events
