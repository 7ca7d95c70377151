#include "engine/case_state.hpp"
#include "projections/binary.hpp"
#include "projections/schema_text.hpp"
#include "tests/support/fill.hpp"

#include <gtest/gtest.h>

namespace {

using projections::binary::decode;
using projections::binary::encode;

TEST(binary, reads_back_every_state_that_it_wrote) {
    const std::uint64_t seed = testing_support::seed_of_this_run();
    std::mt19937_64 random{seed};
    for (int i = 0; i < 2000; ++i) {
        engine::case_state state;
        testing_support::filler{&random}.fill(state);
        EXPECT_EQ(decode<engine::case_state>(encode(state)), state) << "seed " << seed;
    }
}

TEST(binary, refuses_every_truncation_and_what_follows_the_end) {
    std::mt19937_64 random{7};
    engine::case_state state;
    testing_support::filler{&random}.fill(state);
    const auto bytes = encode(state);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        EXPECT_THROW(static_cast<void>(decode<engine::case_state>(bytes.substr(0, size))),
                     events::corruption)
            << size << " of " << bytes.size();
    }
    EXPECT_THROW(static_cast<void>(decode<engine::case_state>(bytes + 'x')), events::corruption);
}

TEST(binary, survives_any_flipped_byte_without_touching_memory_it_must_not) {
    std::mt19937_64 random{8};
    engine::case_state state;
    testing_support::filler{&random}.fill(state);
    const auto bytes = encode(state);
    std::size_t refused = 0;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        auto damaged = bytes;
        damaged[at] = static_cast<char>(damaged[at] ^ 0xff);
        try {
            static_cast<void>(decode<engine::case_state>(damaged));
        } catch (const events::corruption&) {
            ++refused;
        }
    }
    EXPECT_GT(refused, 0U);
}

TEST(binary, keeps_ids_of_any_form_and_makes_uuids_small) {
    const events::command_id uuid{"0190a6c0-1234-7abc-8def-0123456789ab"};
    EXPECT_EQ(encode(uuid).size(), 17U);
    const events::rules_id digest{events::hex(events::sha256("rules"))};
    EXPECT_EQ(encode(digest).size(), 33U);
    for (const auto* text : {"", "96", "0190A6C0-1234-7abc-8def-0123456789ab", "cơ quan"}) {
        EXPECT_EQ(decode<events::office_code>(encode(events::office_code{text})).str(), text);
    }
    EXPECT_EQ(decode<events::command_id>(encode(uuid)), uuid);
    EXPECT_EQ(decode<events::rules_id>(encode(digest)), digest);
}

TEST(binary, has_a_schema_that_names_every_field_of_the_state) {
    const auto schema = projections::schema_text<engine::case_state>();
    engine::case_state state;
    events::for_each_field(state, [&](std::string_view name, const auto&) {
        EXPECT_NE(schema.find(std::string{name} + ":"), std::string::npos) << name;
    });
    EXPECT_NE(schema.find("awaiting_supplement"), std::string::npos);
}

} // namespace
