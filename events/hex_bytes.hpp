#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace events {

/// Thirty-two hex digits in four words, each as it lies in memory.
using hex_words = std::array<std::uint64_t, 4>;

/// Reads thirty-two lowercase hex digits at once into the sixteen bytes that they stand for:
/// whoever folds a log reads some two hundred digits for every event. Gives false when one of them
/// is another character.
[[nodiscard]] inline bool bytes_of_hex(const hex_words& digits, unsigned char* into) {
    using bytes = std::uint8_t __attribute__((vector_size(32)));
    using pairs = std::uint16_t __attribute__((vector_size(32)));
    using halves = std::uint8_t __attribute__((vector_size(16)));
    // The compiler's own cast: how a function returns such a vector depends on the processor.
    const auto text = __builtin_bit_cast(bytes, digits);
    const auto letters = __builtin_bit_cast(bytes, text > std::uint8_t{'9'});
    const bytes nibbles = (text & std::uint8_t{0x0f}) + (letters & std::uint8_t{9});
    // Written out again they are the same text, or it was none.
    const auto above_nine = __builtin_bit_cast(bytes, nibbles > std::uint8_t{9});
    const bytes again = nibbles + std::uint8_t{'0'} + (above_nine & std::uint8_t{'a' - '0' - 10});
    const auto wrong = std::bit_cast<hex_words>((again ^ text) | (nibbles & std::uint8_t{0xf0}));
    if ((wrong[0] | wrong[1] | wrong[2] | wrong[3]) != 0) {
        return false;
    }
    const auto two = __builtin_bit_cast(pairs, nibbles); // of one byte, the higher first in memory
    pairs joined = two;
    if constexpr (std::endian::native == std::endian::little) {
        joined = (two << std::uint16_t{4}) | (two >> std::uint16_t{8});
    } else {
        joined = (two >> std::uint16_t{4}) | two;
    }
    const auto out = __builtin_convertvector(joined & std::uint16_t{0xff}, halves);
    std::memcpy(into, &out, sizeof out);
    return true;
}

/// The same of digits that lie side by side.
[[nodiscard]] inline bool bytes_of_hex(const char* digits, unsigned char* into) {
    hex_words words;
    std::memcpy(words.data(), digits, sizeof words);
    return bytes_of_hex(words, into);
}

} // namespace events
