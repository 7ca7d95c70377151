#include "connectors/http/message.hpp"
#include "connectors/http/request_fields.hpp"
#include "connectors/http/trace.hpp"

#include <gtest/gtest.h>

#include <string>

using namespace connectors;

TEST(http_fields, names_are_found_without_case_and_joined) {
    http_headers headers;
    headers.add("If-Match", "\"a\"");
    headers.add("if-match", "\"b\"");
    ASSERT_NE(headers.find("IF-MATCH"), nullptr);
    EXPECT_EQ(*headers.find("IF-MATCH"), "\"a\"");
    EXPECT_EQ(headers.joined("If-Match"), "\"a\", \"b\"");
    EXPECT_EQ(headers.find("If-None-Match"), nullptr);
}

TEST(http_fields, speaks_vietnamese_unless_english_is_liked_better) {
    for (const char* vi : {"", "vi", "vi-VN,vi;q=0.9,en;q=0.8", "fr", "*", "en;q=0", "en;q=0.5,vi",
                           "en,vi", "en;q=0.3,*;q=0.5", ",,;;=", "vi;q=1.0,en;q=1.0"}) {
        EXPECT_EQ(preferred_language(vi), language::vietnamese) << vi;
    }
    for (const char* en : {"en", "EN-us", "en-GB,en;q=0.9", "vi;q=0.4,en;q=0.45",
                           "vi;q=0,en;q=0.001", "fr, en;q=0.2", "en;q=0.9,*;q=0.1"}) {
        EXPECT_EQ(preferred_language(en), language::english) << en;
    }
}

TEST(http_fields, reads_strong_tags_and_never_matches_weak_ones_strongly) {
    const auto one = parse_entity_tags("\"case-1:0007\"");
    ASSERT_TRUE(one);
    EXPECT_TRUE(one->matches_strongly("case-1:0007"));
    EXPECT_FALSE(one->matches_strongly("case-1:0008"));

    const auto mixed = parse_entity_tags(" W/\"a\" , \"b,c\",\"\" ");
    ASSERT_TRUE(mixed);
    EXPECT_FALSE(mixed->matches_strongly("a"));
    EXPECT_TRUE(mixed->matches_weakly("a"));
    EXPECT_TRUE(mixed->matches_strongly("b,c"));
    EXPECT_TRUE(mixed->matches_strongly(""));

    EXPECT_TRUE(parse_entity_tags("*")->matches_strongly("anything"));
}

TEST(http_fields, refuses_malformed_tags) {
    for (const char* bad : {"", "abc", "\"a", "a\"", "\"a\" \"b\"", "\"a\",", "*,\"a\"", "w/\"a\"",
                            "\"a b\"", "\"a\"b"}) {
        EXPECT_EQ(parse_entity_tags(bad), std::nullopt) << bad;
    }
    EXPECT_EQ(parse_entity_tags(strong_entity_tag("x"))->tags.front(), "x");
}

TEST(http_fields, reads_preferences_and_skips_unknown_ones) {
    const preferences all =
        parse_prefer("respond-async, WAIT=10; x=y, return=minimal, handling=\"strict\", foo=1");
    EXPECT_TRUE(all.respond_async);
    EXPECT_EQ(all.wait_s, 10u);
    EXPECT_TRUE(all.return_minimal);
    EXPECT_TRUE(all.handling_strict);
    EXPECT_EQ(parse_prefer("wait=-1").wait_s, std::nullopt);
    EXPECT_EQ(parse_prefer("wait=1s").wait_s, std::nullopt);
    EXPECT_EQ(parse_prefer("wait=99999999999").wait_s, std::nullopt);
    EXPECT_FALSE(parse_prefer("return=representation").return_minimal);
}

TEST(http_fields, reads_bearer_tokens_only) {
    EXPECT_EQ(bearer_token("Bearer abc.DEF-1_2~+/="), "abc.DEF-1_2~+/=");
    EXPECT_EQ(bearer_token("bearer  abc"), "abc");
    for (const char* bad : {"", "Bearer", "Bearer ", "Basic abc", "Bearer a b", "Bearer a,b",
                            "Bearer \xc3\xa1", "Bearerabc"}) {
        EXPECT_EQ(bearer_token(bad), std::nullopt) << bad;
    }
}

TEST(http_fields, takes_idempotency_keys_quoted_and_bare) {
    EXPECT_EQ(parse_idempotency_key("\"8e03978e-40d5-43dd\""), "8e03978e-40d5-43dd");
    EXPECT_EQ(parse_idempotency_key(" 8e03978e "), "8e03978e");
    EXPECT_TRUE(parse_idempotency_key(std::string(128, 'k')));
    EXPECT_EQ(parse_idempotency_key(std::string(129, 'k')), std::nullopt);
    for (const char* bad : {"", "\"\"", "a b", "a,b", "\"a\"b\"",
                            "kh\xc3\xb3"
                            "a",
                            "a;p=1", "a\tb"}) {
        EXPECT_EQ(parse_idempotency_key(bad), std::nullopt) << bad;
    }
}

TEST(http_fields, takes_the_trace_of_a_well_formed_traceparent) {
    const std::string id = "4bf92f3577b34da6a3ce929d0e0e4736";
    EXPECT_EQ(trace_id_of("00-" + id + "-00f067aa0ba902b7-01"), id);
    EXPECT_EQ(trace_id_of("01-" + id + "-00f067aa0ba902b7-01-more"), id);
    EXPECT_EQ(trace_id_of("00-" + id + "-00f067aa0ba902b7-01-more"), std::nullopt);
    EXPECT_EQ(trace_id_of("ff-" + id + "-00f067aa0ba902b7-01"), std::nullopt);
    EXPECT_EQ(trace_id_of("00-" + std::string(32, '0') + "-00f067aa0ba902b7-01"), std::nullopt);
    EXPECT_EQ(trace_id_of("00-" + std::string(32, 'G') + "-00f067aa0ba902b7-01"), std::nullopt);
    EXPECT_EQ(trace_id_of("00-" + id + "-tran.thi.lan@vn.-01"), std::nullopt);
    EXPECT_EQ(trace_id_of("00-" + id + "-00f067aa0ba902b7-lan"), std::nullopt);
    EXPECT_EQ(trace_id_of(""), std::nullopt);
    EXPECT_NE(new_trace_id(), new_trace_id());
    EXPECT_EQ(new_trace_id().size(), 32u);
}
