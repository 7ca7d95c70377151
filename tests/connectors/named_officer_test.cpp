#include "tests/support/api_desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;
using testing_support::api_answer;
using testing_support::api_desk;

std::string dossier_to_hand_over(api_desk& desk) {
    auto code = desk.file_request();
    desk.step(code, "counter_officer", "accept_dossier",
              {{"result_by", "at_counter"}, {"papers", {"application", "judgment"}}});
    return code;
}

void expect_no_role_here(const api_answer& told, const std::string& pointer) {
    ASSERT_EQ(told.status, 422) << told.whole.body;
    EXPECT_EQ(told.code(), "invalid_input");
    ASSERT_EQ(told.body["errors"].size(), 1U) << told.whole.body;
    const auto& error = told.body["errors"][0];
    EXPECT_EQ(error["pointer"], pointer);
    EXPECT_EQ(error["code"], "no_role_here");
    EXPECT_THAT(error["detail"].get<std::string>(),
                HasSubstr("không được giao vai trò nào tại cơ quan 96"));
}

TEST(a_named_officer, has_a_role_at_the_office_of_the_case) {
    api_desk desk;
    const auto code = dossier_to_hand_over(desk);
    const auto before = desk.records();
    const auto step = "/v1/cases/" + code + "/commands/hand_over";
    for (const auto* who : {"nobody", "elsewhere"}) { // without a role, and with one at 49
        const auto told = desk.give(step, "counter_officer", {{"to", who}});
        expect_no_role_here(told, "/to");
        EXPECT_THAT(told.whole.body, Not(HasSubstr(who)));
    }
    EXPECT_EQ(desk.records(), before);
    EXPECT_EQ(desk.give(step, "counter_officer", {{"to", ""}}).code(), "rule_not_met")
        << "that nobody is named is told as a rule of the step";

    desk.step(code, "counter_officer", "hand_over", {{"to", "enforcement_officer"}});
    expect_no_role_here(desk.give("/v1/cases/" + code + "/commands/assign_officer", "head",
                                  {{"officer", "nobody"}}),
                        "/officer");
}

TEST(a_named_officer, may_have_been_given_the_role_for_offices_below_or_for_all) {
    api_desk desk;
    connectors::grant_as_installation(desk.on(), "from_the_ministry",
                                      events::role::enforcement_officer, "*", true);
    desk.step(dossier_to_hand_over(desk), "counter_officer", "hand_over",
              {{"to", "from_the_ministry"}});
}

TEST(a_named_officer, whose_role_was_taken_away_gets_no_more_and_keeps_what_was_given) {
    api_desk desk;
    const auto code = dossier_to_hand_over(desk);
    const auto other = dossier_to_hand_over(desk);
    connectors::http_headers headers;
    headers.add("Content-Type", "application/json");
    headers.add("Idempotency-Key", "given-once");
    headers.add("If-Match", "*");
    const auto hand_over = [&] {
        return desk.ask("POST /v1/cases/" + code + "/commands/hand_over", "counter_officer",
                        R"({"to":"enforcement_officer"})", headers);
    };
    const auto first = hand_over();
    ASSERT_EQ(first.status, 200) << first.whole.body;
    const auto taken = desk.give(
        "/v1/offices/96/commands/revoke_role", "operations",
        {{"officer", "enforcement_officer"}, {"revoked", "enforcement_officer"}, {"at", "96"}});
    ASSERT_EQ(taken.status, 201) << taken.whole.body;
    EXPECT_EQ(hand_over().body["event"], first.body["event"]) << "the same request, sent again";
    expect_no_role_here(desk.give("/v1/cases/" + other + "/commands/hand_over", "counter_officer",
                                  {{"to", "enforcement_officer"}}),
                        "/to");
}

} // namespace
