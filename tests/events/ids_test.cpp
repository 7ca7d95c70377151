#include "events/digest.hpp"
#include "events/ids.hpp"

#include <gtest/gtest.h>

#include <type_traits>

namespace {

using namespace events;

static_assert(!std::is_convertible_v<case_id, office_code>);
static_assert(!std::is_constructible_v<case_id, officer_id>);
static_assert(!std::is_convertible_v<std::string, case_id>);

TEST(uuid_text, writes_8_4_4_4_12) {
    uuid_bytes bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bytes[i] = static_cast<std::uint8_t>(0x11 * i);
    }
    EXPECT_EQ(uuid_text(bytes), "00112233-4455-6677-8899-aabbccddeeff");
    EXPECT_TRUE(is_uuid(uuid_text(bytes)));
}

TEST(uuid_text, is_told_from_other_text) {
    EXPECT_TRUE(is_uuid("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"));
    for (const char* wrong :
         {"", "017f22e279b07cc398c4dc0c0c07398f", "017F22E2-79B0-7CC3-98C4-DC0C0C07398F",
          "017f22e2-79b0-7cc3-98c4-dc0c0c07398", "017f22e2-79b0-7cc3-98c4-dc0c0c07398ff",
          "017f22e2-79b0-7cc3-98c4-dc0c0c07398g", "017f22e27-9b0-7cc3-98c4-dc0c0c07398f",
          "{17f22e2-79b0-7cc3-98c4-dc0c0c07398}"}) {
        EXPECT_FALSE(is_uuid(wrong)) << wrong;
    }
}

// RFC 9562, appendix A.6.
TEST(uuid_v7, is_the_standards_example) {
    EXPECT_EQ(uuid_v7(0x017F22E279B0, {0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f}),
              "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
}

TEST(uuid_v7, sorts_by_time) {
    const std::array<std::uint8_t, 10> high{0xff, 0xff, 0xff, 0xff, 0xff,
                                            0xff, 0xff, 0xff, 0xff, 0xff};
    for (std::int64_t ms : {0L, 255L, 65'535L, 1'500'000'000'000L, 0xffff'ffff'fffeL}) {
        EXPECT_LT(uuid_v7(ms, high), uuid_v7(ms + 1, {})) << ms;
        EXPECT_TRUE(is_uuid(uuid_v7(ms, high)));
    }
}

TEST(uuid_of, is_a_function_of_the_name_with_version_8) {
    EXPECT_EQ(uuid_of("abc"), uuid_of("abc"));
    EXPECT_NE(uuid_of("abc"), uuid_of("abd"));
    // SHA-256 of "abc" is ba7816bf 8f01cfea 414140de 5dae2223 …
    EXPECT_EQ(uuid_of("abc"), "ba7816bf-8f01-8fea-8141-40de5dae2223");
}

TEST(case_id, is_derived_from_the_command_that_opens_it) {
    const command_id command("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
    EXPECT_EQ(case_opened_by(command), case_opened_by(command));
    EXPECT_NE(case_opened_by(command),
              case_opened_by(command_id("017f22e2-79b0-7cc3-98c4-dc0c0c073990")));
    EXPECT_NE(case_opened_by(command).str(), command.str());
    EXPECT_TRUE(is_uuid(case_opened_by(command).str()));
    // Part of the log's format: an auditor's script computes the same.
    EXPECT_EQ(case_opened_by(command).str(), uuid_of("case:" + command.str()));
}

} // namespace
