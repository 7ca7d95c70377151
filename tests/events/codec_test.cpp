#include "events/codec.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/samples.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace {

using namespace events;
using testing_support::expect_golden;
using testing_support::expect_published;
using testing_support::random_event;
using testing_support::sample_event;

TEST(codec, keeps_every_event_type_in_its_golden_sample) {
    for (const auto name : event_names()) {
        const std::string bytes = encode(sample_event(name));
        expect_golden("events/" + std::string{name} + ".v1.json",
                      nlohmann::ordered_json::parse(bytes).dump(2) + "\n");
    }
}

TEST(codec, reads_every_golden_sample_back_with_both_readers) {
    fast_decoder fast;
    for (const auto name : event_names()) {
        const auto text =
            testing_support::source_file("tests/golden/events/" + std::string{name} + ".v1.json");
        EXPECT_EQ(decode(text), sample_event(name)) << name;
        EXPECT_EQ(fast.decode(text), sample_event(name)) << name;
    }
}

TEST(codec, publishes_one_schema_for_every_event_type) {
    for (const auto name : event_names()) {
        expect_published("schemas/events/" + std::string{name} + ".v1.json", event_schema(name));
    }
}

TEST(codec, both_readers_give_back_what_was_written) {
    const std::uint64_t seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random{seed};
    fast_decoder fast;
    for (int i = 0; i < 5000; ++i) {
        const event written = random_event(random);
        const std::string bytes = encode(written);
        const event slow = decode(bytes);
        ASSERT_EQ(slow, written) << bytes;
        ASSERT_EQ(fast.decode(bytes), slow) << bytes;
        ASSERT_EQ(encode(slow), bytes);
    }
}

TEST(codec, writes_what_a_json_library_would_write) {
    const std::uint64_t seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random{seed};
    for (int i = 0; i < 2000; ++i) {
        const std::string bytes = encode(random_event(random));
        ASSERT_EQ(nlohmann::ordered_json::parse(bytes).dump(), bytes);
    }
}

TEST(codec, escapes_what_json_must_escape_and_nothing_more) {
    event written = sample_event("case_closed");
    std::string every_control;
    for (char c = 1; c < 0x20; ++c) {
        every_control.push_back(c);
    }
    for (const auto& text : std::vector<std::string>{
             every_control, std::string(1, '\0'), "\x7f", R"(12345678"quoted" \ and / more)",
             "Nguyễn Thị Minh Khai", "\U0001F600 \xed\x9f\xbf \xee\x80\x80 \xf4\x8f\xbf\xbf"}) {
        written.about.causation = text;
        const std::string bytes = encode(written);
        EXPECT_EQ(nlohmann::ordered_json::parse(bytes).dump(), bytes);
        EXPECT_EQ(decode(bytes), written);
    }
}

TEST(codec, writes_no_text_that_is_not_utf8) {
    for (const char* text :
         {"\x80", "plain text \xc3", "\xc0\xaf", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf",
          "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xc3(", "\xe1\xbb", "\xff"}) {
        event written = sample_event("case_closed");
        written.about.causation = text;
        EXPECT_THROW(static_cast<void>(encode(written)), std::invalid_argument) << text;
    }
}

/// Either the event or the error, as one comparable text.
template <class Read> std::string outcome(Read read, std::string_view bytes) {
    try {
        return encode(read(bytes));
    } catch (const decode_error& problem) {
        return std::string{"refused: "} + problem.what();
    }
}

TEST(codec, both_readers_agree_on_damaged_bytes) {
    const std::uint64_t seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random{seed};
    fast_decoder fast;
    int refused = 0;
    for (int i = 0; i < 5000; ++i) {
        std::string bytes = encode(random_event(random));
        bytes[random() % bytes.size()] = static_cast<char>(random());
        const auto slow = outcome([](auto b) { return decode(b); }, bytes);
        const auto quick = outcome([&](auto b) { return fast.decode(b); }, bytes);
        refused += slow.starts_with("refused") ? 1 : 0;
        ASSERT_EQ(slow, quick) << bytes;
    }
    EXPECT_GT(refused, 0) << "the damage must bite sometimes";
}

TEST(codec, says_where_a_record_is_wrong) {
    auto record = nlohmann::json::parse(encode(sample_event("dossier_accepted")));
    record["data"]["promised_at"] = "tomorrow";
    try {
        static_cast<void>(decode(record.dump()));
        FAIL() << "must be refused";
    } catch (const decode_error& problem) {
        EXPECT_EQ(problem.pointer(), "/data/promised_at");
    }
}

TEST(codec, keeps_an_event_of_a_type_from_the_future) {
    event later = sample_event("case_closed");
    later.detail = unknown_event{"vn.thads.motcua.sealed_by_blockchain.v1"};
    later.common.status_after = status::closed;
    fast_decoder fast;
    EXPECT_EQ(decode(encode(later)), later);
    EXPECT_EQ(fast.decode(encode(later)), later);
}

TEST(codec, reads_members_in_any_order) {
    const event written = sample_event("decision_issued");
    const auto sorted = nlohmann::json::parse(encode(written)).dump(); // `data` comes before `type`
    fast_decoder fast;
    EXPECT_EQ(fast.decode(sorted), written);
}

/// Puts `member` before the end of the object that `bytes` are, or of its data.
std::string with_another(std::string bytes, std::string_view member, bool in_data) {
    const auto end = bytes.rfind('}', in_data ? bytes.size() - 2 : std::string::npos);
    return bytes.insert(end, "," + std::string{member});
}

TEST(codec, both_readers_take_the_same_of_a_member_that_stands_there_twice) {
    const event written = sample_event("petition_declined");
    const std::string bytes = encode(written);
    ASSERT_FALSE(written.common.grounds.empty());
    fast_decoder fast;
    for (const auto& twice :
         {with_another(bytes, R"("grounds":["another"])", true),
          with_another(bytes, R"("sealed":[])", true),
          with_another(bytes, R"("specversion":"2.0")", false),
          with_another(bytes, R"("sequence":"00000077")", false),
          with_another(bytes, R"("type":"vn.thads.motcua.case_closed.v1")", false),
          with_another(bytes, R"("data":{"status_after":"none","follows":"support"})", false)}) {
        const auto slow = outcome([](auto b) { return decode(b); }, twice);
        EXPECT_NE(slow, bytes) << "the second one counts: " << twice;
        EXPECT_EQ(outcome([&](auto b) { return fast.decode(b); }, twice), slow) << twice;
    }
}

} // namespace
