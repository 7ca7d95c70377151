#include "connectors/api/answer_json.hpp"
#include "connectors/api/command_answer.hpp"
#include "connectors/api/views.hpp"
#include "tests/support/fill.hpp"

#include <gtest/gtest.h>

namespace {

using namespace connectors::api;

template <class View> void expect_the_same_text(std::mt19937_64& random) {
    for (int i = 0; i < 200; ++i) {
        View one;
        testing_support::filler{&random}.fill(one);
        EXPECT_EQ(json_text_of(one), dumped(to_json(one)));
    }
}

TEST(an_answer, is_written_at_once_as_its_tree_would_be) {
    const auto seed = testing_support::seed_of_this_run();
    SCOPED_TRACE("MOTCUA_TEST_SEED=" + std::to_string(seed));
    std::mt19937_64 random{seed};
    expect_the_same_text<step_taken>(random);
    expect_the_same_text<case_line>(random);
    expect_the_same_text<listed<case_line>>(random);
    expect_the_same_text<deadline_view>(random);
}

TEST(an_answer, replaces_what_is_not_utf_8) {
    step_taken out;
    out.code = "a\xff\x01\"\\z";
    out.next = {"\xc3", "một cửa"};
    EXPECT_EQ(json_text_of(out), dumped(to_json(out)));
}

TEST(an_answer, has_members_of_any_shape_as_they_are) {
    listed<any_json> out;
    out.items.push_back({connectors::api::json{{"b", 1.5}, {"a", {1, nullptr, true}}}});
    EXPECT_EQ(json_text_of(out), R"({"items":[{"b":1.5,"a":[1,null,true]}]})");
}

} // namespace
