#include "events/hex_bytes.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace {

int value_of(char digit) {
    constexpr std::string_view digits = "0123456789abcdef";
    const auto at = digits.find(digit);
    return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

TEST(hex_digits, are_read_as_one_by_one_whatever_byte_stands_anywhere) {
    const std::string plain = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    for (std::size_t place = 0; place < plain.size(); ++place) {
        for (int byte = 0; byte < 256; ++byte) {
            auto text = plain;
            text[place] = static_cast<char>(byte);
            unsigned char read[16]{};
            const bool known = events::bytes_of_hex(text.data(), read);
            ASSERT_EQ(known, value_of(text[place]) >= 0) << "byte " << byte << " at " << place;
            for (std::size_t i = 0; known && i < 16; ++i) {
                ASSERT_EQ(read[i], value_of(text[2 * i]) * 16 + value_of(text[2 * i + 1]));
            }
        }
    }
}

} // namespace
