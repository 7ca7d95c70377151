#include "events/aead.hpp"
#include "events/fault.hpp"
#include "events/memory_vault.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace events;

const person_id an("018f0000-0000-7000-8000-00000000000a");
const person_id binh("018f0000-0000-7000-8000-00000000000b");
constexpr std::string_view plain = R"({"name":"Nguyễn Văn An"})";

class sealing : public testing::Test {
protected:
    sealing() { vault_.ensure(std::vector{an, binh}); }
    memory_vault vault_;
};

TEST_F(sealing, opens_what_it_sealed) {
    const auto box = seal(vault_, an, "applicant", plain);
    EXPECT_EQ(box.person, an);
    EXPECT_EQ(box.part, "applicant");
    EXPECT_EQ(open(vault_, box), plain);
    EXPECT_EQ(open(vault_, seal(vault_, an, "applicant", "")), "");
}

TEST_F(sealing, hides_what_it_sealed) {
    const auto box = seal(vault_, an, "applicant", plain);
    const auto bytes = bytes_from_base64(box.box);
    ASSERT_TRUE(bytes);
    EXPECT_EQ(bytes->size(), 24 + plain.size() + 16);
    // Long enough that chance does not put it among random bytes: two letters stand there once in a
    // thousand runs.
    EXPECT_EQ(bytes->find("name"), std::string::npos);
    EXPECT_EQ(bytes->find("Nguyễn"), std::string::npos);
}

TEST_F(sealing, never_makes_the_same_box_twice) {
    EXPECT_NE(seal(vault_, an, "applicant", plain), seal(vault_, an, "applicant", plain));
}

TEST_F(sealing, says_erased_after_the_key_was_destroyed) {
    const auto box = seal(vault_, an, "applicant", plain);
    const auto other = seal(vault_, binh, "debtor", plain);
    vault_.destroy(an);
    EXPECT_EQ(open(vault_, box), std::nullopt);
    EXPECT_EQ(open(vault_, other), plain);
}

TEST_F(sealing, does_not_seal_without_a_key) {
    EXPECT_THROW(static_cast<void>(seal(vault_, person_id("nobody"), "applicant", plain)), fault);
    vault_.destroy(an);
    EXPECT_THROW(static_cast<void>(seal(vault_, an, "applicant", plain)), fault);
}

TEST_F(sealing, does_not_open_a_box_in_another_place) {
    const auto box = seal(vault_, an, "applicant", plain);
    auto moved = box;
    moved.person = binh;
    EXPECT_THROW(static_cast<void>(open(vault_, moved)), corruption);
    auto renamed = box;
    renamed.part = "debtor";
    EXPECT_THROW(static_cast<void>(open(vault_, renamed)), corruption);
}

TEST_F(sealing, does_not_open_a_box_with_any_bit_changed) {
    const auto box = seal(vault_, an, "applicant", plain);
    const std::string bytes = bytes_from_base64(box.box).value();
    for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
        std::string changed = bytes;
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
        EXPECT_THROW(static_cast<void>(open(vault_, {an, "applicant", base64(changed)})),
                     corruption);
    }
}

TEST_F(sealing, does_not_open_what_is_no_box) {
    const auto box = seal(vault_, an, "applicant", plain);
    for (const auto& wrong : {std::string(), std::string("AAAA"), box.box.substr(4),
                              box.box + "AAAA", "*" + box.box, box.box.substr(0, 30)}) {
        EXPECT_THROW(static_cast<void>(open(vault_, {an, "applicant", wrong})), corruption)
            << wrong;
    }
}

// draft-irtf-cfrg-xchacha-03, A.3.1: what others make of the same inputs, we can open.
TEST(aead, opens_the_standards_own_example) {
    secret_key key;
    for (std::size_t i = 0; i < key.size(); ++i) {
        key[i] = static_cast<std::uint8_t>(0x80 + i);
    }
    const auto unhex = [](std::string_view text) {
        std::string bytes;
        for (std::size_t i = 0; i < text.size(); i += 2) {
            bytes.push_back(
                static_cast<char>(std::stoi(std::string(text.substr(i, 2)), nullptr, 16)));
        }
        return bytes;
    };
    const std::string sealed =
        unhex("404142434445464748494a4b4c4d4e4f5051525354555657"
              "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb"
              "731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452"
              "2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9"
              "21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49");
    EXPECT_EQ(aead_open(key, unhex("50515253c0c1c2c3c4c5c6c7"), sealed),
              "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the "
              "future, sunscreen would be it.");
}

TEST(base64, is_rfc_4648) {
    EXPECT_EQ(base64(""), "");
    EXPECT_EQ(base64("f"), "Zg==");
    EXPECT_EQ(base64("fo"), "Zm8=");
    EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
    EXPECT_EQ(base64("\xfb\xff"), "+/8=");
    for (std::size_t size = 0; size < 100; ++size) {
        const std::string bytes = random_bytes(size);
        EXPECT_EQ(bytes_from_base64(base64(bytes)), bytes);
    }
    for (const char* wrong : {"Zg=", "Zg", "Zh==", "Z", "Zg==Zg==", "Zm 8=", "-_8="}) {
        EXPECT_FALSE(bytes_from_base64(wrong)) << wrong;
    }
}

} // namespace
