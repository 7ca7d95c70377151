#include "events/crc32.hpp"
#include "tests/support/fill.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace {

/// One bit after the other, as the polynomial says.
std::uint32_t by_bits(std::uint32_t before, std::string_view text) {
    std::uint32_t crc = ~before;
    for (const char c : text) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xedb88320U : 0U);
        }
    }
    return ~crc;
}

TEST(crc32, is_that_of_gzip_for_texts_of_every_length) {
    EXPECT_EQ(events::crc32(0, "123456789"), 0xcbf43926U);
    const auto seed = testing_support::seed_of_this_run();
    SCOPED_TRACE("MOTCUA_TEST_SEED=" + std::to_string(seed));
    std::mt19937_64 random{seed};
    for (std::size_t size = 0; size < 400; ++size) {
        std::string text(size, '\0');
        for (auto& c : text) {
            c = static_cast<char>(random());
        }
        const auto before = static_cast<std::uint32_t>(random());
        ASSERT_EQ(events::crc32(before, text), by_bits(before, text)) << size;
    }
}

TEST(crc32, of_nothing_changes_nothing) {
    EXPECT_EQ(events::crc32(0xcbf43926U, std::string_view{}), 0xcbf43926U);
}

TEST(crc32, goes_on_from_what_came_before) {
    const std::string text(1000, 'a');
    for (const std::size_t cut : {0U, 1U, 63U, 64U, 500U, 1000U}) {
        const std::string_view all{text};
        EXPECT_EQ(events::crc32(events::crc32(0, all.substr(0, cut)), all.substr(cut)),
                  events::crc32(0, all));
    }
}

} // namespace
