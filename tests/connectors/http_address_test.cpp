#include "connectors/http/address.hpp"

#include <gtest/gtest.h>

#include <string>

using namespace connectors;

TEST(http_address, decodes_vietnamese_once) {
    EXPECT_EQ(percent_decode("H%E1%BB%93%20s%C6%A1"), "Hồ sơ");
    EXPECT_EQ(percent_decode("100%2525"), "100%25");
}

TEST(http_address, refuses_broken_escapes) {
    for (const char* bad : {"%", "%4", "%zz", "a%2", "%%20", "%-1"}) {
        EXPECT_EQ(percent_decode(bad), std::nullopt) << bad;
    }
}

TEST(http_address, refuses_nul_overlong_and_surrogate_bytes) {
    EXPECT_EQ(percent_decode("a%00b"), std::nullopt);
    EXPECT_EQ(percent_decode("%C0%AF"), std::nullopt) << "overlong slash";
    EXPECT_EQ(percent_decode("%E0%80%AF"), std::nullopt) << "overlong slash in three bytes";
    EXPECT_EQ(percent_decode("%ED%A0%80"), std::nullopt) << "surrogate";
    EXPECT_EQ(percent_decode("%F4%90%80%80"), std::nullopt) << "beyond Unicode";
    EXPECT_EQ(percent_decode("%E1%BB"), std::nullopt) << "cut short";
    EXPECT_EQ(percent_decode("\xff"), std::nullopt) << "raw byte";
}

TEST(http_address, what_it_encodes_it_decodes) {
    std::string all;
    for (char c = 1; c < 0x7f; ++c) {
        all += c;
    }
    all += "Quyết định số 05/QĐ-CCTHADS";
    EXPECT_EQ(percent_decode(percent_encode(all)), all);
    EXPECT_EQ(percent_encode("a-b_c.d~e/f g"), "a-b_c.d~e%2Ff%20g");
}

TEST(http_address, reads_a_query_in_order_and_keeps_repeats) {
    const auto query = parse_query("step=kiem+tra&step=tr%E1%BA%A3&q=a%2Bb&flag&&=x&e=a=b");
    ASSERT_TRUE(query);
    std::string seen;
    for (const auto& [name, value] : *query) {
        seen += name + "=" + value + ";";
    }
    EXPECT_EQ(seen, "step=kiem tra;step=trả;q=a+b;flag=;=x;e=a=b;");
    EXPECT_EQ(parse_query("a=%ff"), std::nullopt);
    EXPECT_EQ(parse_query("%00=1"), std::nullopt);
    EXPECT_TRUE(parse_query("")->empty());
}

TEST(http_address, cuts_a_target) {
    const auto cut = [](std::string_view target) {
        const auto out = split_target(target);
        return out ? std::string{out->path} + "|" + std::string{out->query} : "malformed";
    };
    EXPECT_EQ(cut("/v1/cases?a=1?2"), "/v1/cases|a=1?2");
    EXPECT_EQ(cut("http://host:80/v1?x=/"), "/v1|x=/");
    EXPECT_EQ(cut("http://host"), "/|");
    EXPECT_EQ(cut("http://host?a=1"), "/|a=1");
    EXPECT_EQ(cut("*"), "*|");
    EXPECT_EQ(cut("host:443"), "malformed");
    EXPECT_EQ(cut("/a#b"), "malformed");
    EXPECT_EQ(cut(""), "malformed");
}

TEST(http_address, an_encoded_slash_never_cuts_a_path) {
    EXPECT_EQ(split_path("/a%2Fb/c"), (std::vector<std::string>{"a/b", "c"}));
    EXPECT_EQ(split_path("/"), std::vector<std::string>{""});
    EXPECT_EQ(split_path("/a/"), (std::vector<std::string>{"a", ""}));
}

TEST(http_address, refuses_dot_segments_and_control_characters) {
    for (const char* bad : {"/..", "/a/../b", "/%2e%2E/b", "/.", "/a%0d%0ab", "/a%7f", "a/b"}) {
        EXPECT_EQ(split_path(bad), std::nullopt) << bad;
    }
    EXPECT_TRUE(split_path("/...")) << "three dots are a name";
}
