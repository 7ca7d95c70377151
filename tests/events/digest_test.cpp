#include "events/digest.hpp"

#include <gtest/gtest.h>

namespace {

using namespace events;

// FIPS 180-4's examples.
TEST(digest, is_sha_256) {
    EXPECT_EQ(hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(hex(sha256("abc")),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(hex(sha256(std::string(1'000'000, 'a'))),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(digest, hashes_every_byte) {
    EXPECT_NE(sha256(std::string("a\0b", 3)), sha256(std::string("a\0c", 3)));
    EXPECT_NE(sha256(std::string("\0", 1)), sha256(""));
}

TEST(digest, is_read_from_the_hex_that_it_writes) {
    const digest value = sha256("abc");
    EXPECT_EQ(digest_from_hex(hex(value)), value);
}

TEST(digest, is_read_from_64_lowercase_characters_only) {
    const std::string good = hex(sha256("abc"));
    EXPECT_FALSE(digest_from_hex(""));
    EXPECT_FALSE(digest_from_hex(good.substr(1)));
    EXPECT_FALSE(digest_from_hex(good + "0"));
    std::string wrong = good;
    wrong[63] = 'g';
    EXPECT_FALSE(digest_from_hex(wrong));
    wrong[63] = 'D';
    EXPECT_FALSE(digest_from_hex(wrong));
    wrong[63] = '\0';
    EXPECT_FALSE(digest_from_hex(wrong));
}

} // namespace
