#include "connectors/api/accounts.hpp"
#include "tests/support/api_desk.hpp"
#include "tests/support/golden.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using nlohmann::json;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using testing_support::api_answer;
using testing_support::api_desk;

TEST(api_law, is_open_to_every_officer) {
    api_desk desk;
    EXPECT_THAT(desk.get("/v1/offices", "nobody").each("key"), Contains("96"));
    EXPECT_THAT(desk.get("/v1/procedures", "nobody").each("id"), Contains("enf_request"));
    const auto one = desk.get("/v1/procedures/ENF_REQUEST", "nobody");
    EXPECT_EQ(one.body["id"], "enf_request");
    EXPECT_FALSE(one.body["deadlines"].empty());
    EXPECT_EQ(desk.get("/v1/procedures/none", "nobody").code(), "not_found");
}

TEST(api_law, shows_a_lifecycle_in_every_form) {
    api_desk desk;
    EXPECT_THAT(desk.get("/v1/lifecycles", "nobody").each("name"),
                testing::ElementsAre("support", "dossier", "complaint", "denunciation"));
    const std::string path = "/v1/lifecycles/dossier";
    const auto rows = desk.get(path, "nobody").body["rows"];
    ASSERT_FALSE(rows.empty());
    EXPECT_TRUE(rows[0].contains("roles"));
    EXPECT_EQ(desk.get(path + "?format=table", "nobody").whole.body,
              testing_support::source_file("tests/golden/lifecycles/dossier.txt"));
    EXPECT_THAT(desk.get(path + "?format=mermaid", "nobody").whole.body,
                StartsWith("stateDiagram-v2"));
    EXPECT_THAT(desk.get(path + "?format=bpmn", "nobody").whole.body, HasSubstr("<?xml"));
    EXPECT_EQ(desk.get(path + "?format=pdf", "nobody").code(), "parameter_invalid");
    EXPECT_EQ(desk.get("/v1/lifecycles/none", "nobody").code(), "not_found");
}

api_answer put(api_desk& desk, const std::string& login, const json& body,
               const std::string& as = "operations") {
    return desk.ask("PUT /v1/accounts/" + login, as, body.dump());
}

api_answer sign_in(api_desk& desk, const std::string& login, const std::string& password) {
    return desk.ask("POST /v1/sessions", "", json{{"login", login}, {"password", password}}.dump());
}

TEST(api_accounts, are_made_changed_disabled_and_removed_by_who_operates) {
    api_desk desk;
    const json lan{{"officer", "lan"}, {"name", "Trần Thị Lan"}, {"password", "một-mật-khẩu"}};
    EXPECT_EQ(put(desk, "lan", lan).status, 201);
    EXPECT_EQ(put(desk, "lan", lan).status, 200);
    EXPECT_EQ(sign_in(desk, "lan", "một-mật-khẩu").status, 201);
    EXPECT_EQ(desk.get("/v1/accounts/lan", "operations").body["name"], "Trần Thị Lan");
    EXPECT_THAT(desk.get("/v1/accounts", "operations").whole.body, Not(HasSubstr("argon2")));

    EXPECT_EQ(
        put(desk, "lan", {{"officer", "lan"}, {"name", "Trần Lan"}, {"disabled", true}}).status,
        200);
    EXPECT_EQ(sign_in(desk, "lan", "một-mật-khẩu").code(), "wrong_password");
    EXPECT_EQ(put(desk, "lan", {{"name", "Trần Lan"}}).body["disabled"], true);
    EXPECT_EQ(sign_in(desk, "lan", "một-mật-khẩu").code(), "wrong_password") << "nobody said so";
    EXPECT_EQ(
        put(desk, "lan", {{"officer", "cb-17"}, {"name", "Trần Lan"}, {"disabled", false}}).status,
        200);
    EXPECT_EQ(put(desk, "lan", {{"name", "Trần Lan"}}).body["officer"], "cb-17");
    EXPECT_EQ(sign_in(desk, "lan", "một-mật-khẩu").status, 201) << "the password stayed";
    EXPECT_EQ(put(desk, "hoa", {{"name", "Lê Hoa"}, {"password", "một-mật-khẩu"}}).body["officer"],
              "hoa");

    EXPECT_EQ(desk.ask("DELETE /v1/accounts/lan", "operations").status, 204);
    EXPECT_EQ(desk.ask("DELETE /v1/accounts/lan", "operations").code(), "not_found");
    EXPECT_EQ(sign_in(desk, "lan", "một-mật-khẩu").code(), "wrong_password");
}

TEST(api_accounts, say_which_member_is_wrong) {
    api_desk desk;
    EXPECT_EQ(put(desk, "lan", {{"officer", "lan"}, {"name", "Lan"}}).code(), "invalid_input");
    EXPECT_EQ(put(desk, "lan", {{"officer", "lan"}, {"name", "Lan"}, {"password", "short"}}).code(),
              "invalid_input");
    EXPECT_EQ(
        put(desk, "Lan%20Anh", {{"officer", "lan"}, {"name", "Lan"}, {"password", "long enough"}})
            .code(),
        "invalid_input");
    EXPECT_EQ(put(desk, "lan", {{"officer", "system"}, {"name", "x"}, {"password", "long enough"}})
                  .code(),
              "invalid_input");
    EXPECT_EQ(put(desk, "lan", {{"officer", "lan"}, {"admin", true}}).code(), "invalid_input");
    EXPECT_EQ(
        put(desk, "lan", {{"officer", "lan"}, {"name", "Lan"}, {"password", "long enough"}}, "head")
            .code(),
        "forbidden");
    EXPECT_TRUE(desk.on().people().list().empty());
}

TEST(api_accounts, end_the_sessions_of_an_old_password) {
    api_desk desk;
    const json lan{{"officer", "lan"}, {"name", "Lan"}, {"password", "the old one"}};
    EXPECT_EQ(put(desk, "lan", lan).status, 201);
    const auto token = sign_in(desk, "lan", "the old one").body["token"].get<std::string>();
    EXPECT_TRUE(desk.on().people().session_of(token));
    EXPECT_EQ(
        put(desk, "lan", {{"officer", "lan"}, {"name", "Lan"}, {"password", "the new one"}}).status,
        200);
    EXPECT_FALSE(desk.on().people().session_of(token));
}

TEST(api_grants, are_given_and_taken_by_commands_and_act_at_once) {
    api_desk desk;
    const auto code = desk.file_request();
    EXPECT_EQ(desk.get("/v1/cases/" + code, "newcomer").code(), "forbidden");
    const json role{{"officer", "newcomer"},
                    {"granted", "counter_officer"},
                    {"at", "96"},
                    {"descendants", false}};
    EXPECT_EQ(desk.give("/v1/offices/96/commands/grant_role", "clerk", role).code(), "forbidden");
    EXPECT_EQ(desk.give("/v1/offices/96/commands/grant_role", "operations", role).status, 201);
    EXPECT_EQ(desk.get("/v1/cases/" + code, "newcomer").status, 200);
    const auto listed = desk.get("/v1/grants?officer=newcomer", "head");
    EXPECT_THAT(listed.each("role"), Contains("counter_officer")) << listed.whole.body;
    EXPECT_THAT(desk.get("/v1/grants?officer=newcomer", "newcomer").each("role"),
                Contains("counter_officer"));
    EXPECT_EQ(desk.give("/v1/offices/96/commands/revoke_role", "operations",
                        {{"officer", "newcomer"}, {"revoked", "counter_officer"}, {"at", "96"}})
                  .status,
              201);
    EXPECT_EQ(desk.get("/v1/cases/" + code, "newcomer").code(), "forbidden");
}

TEST(api_grants, give_nobody_the_role_of_the_program_itself) {
    api_desk desk;
    const auto told = desk.give(
        "/v1/offices/96/commands/grant_role", "operations",
        {{"officer", "newcomer"}, {"granted", "system"}, {"at", "96"}, {"descendants", false}});
    EXPECT_EQ(told.status, 409) << told.whole.body;
    EXPECT_EQ(told.body["rule"], "role_is_for_persons");
}

TEST(api_grants, show_everybody_their_own_and_overseers_those_of_their_office) {
    api_desk desk;
    EXPECT_THAT(desk.get("/v1/grants", "operations").each("officer"),
                testing::AllOf(Contains("elsewhere"), Contains("head"), Contains("operations")));
    EXPECT_THAT(desk.get("/v1/grants", "head").each("officer"),
                testing::AllOf(Not(Contains("elsewhere")), Contains("clerk")));
    EXPECT_EQ(desk.get("/v1/grants", "clerk").code(), "forbidden");
    EXPECT_THAT(desk.get("/v1/grants?officer=clerk", "clerk").each("role"),
                testing::ElementsAre("clerk"));
    EXPECT_EQ(desk.get("/v1/grants?officer=head", "clerk").code(), "forbidden");
    EXPECT_TRUE(desk.get("/v1/grants?officer=nobody", "nobody").each("role").empty());
}

TEST(api_offices, that_have_ended_take_nothing_in_and_are_followed_by_their_successor) {
    api_desk desk{"2025-06-30 09:00"};
    const auto grant = [&](const char* who, events::role as) {
        connectors::grant_as_installation(desk.on(), who, as, "964", false);
    };
    grant("branch_counter", events::role::counter_officer);
    grant("branch_head", events::role::head);
    const json request{{"procedure", "enf_request"},
                       {"received_by", "counter"},
                       {"persons", json::array({{{"part", "applicant"}, {"name", "Lý Bé"}}})}};
    const auto* const file = "/v1/offices/964/commands/receive_request";
    const auto filed = desk.give(file, "branch_counter", request);
    ASSERT_EQ(filed.status, 201) << filed.whole.body;
    const auto code = filed.body["code"].get<std::string>();
    const auto on_case = "/v1/cases/" + code;
    EXPECT_EQ(desk.get(on_case, "counter_officer").code(), "forbidden") << "another office's";

    desk.at("2025-07-01 08:00");
    EXPECT_EQ(desk.give(file, "branch_counter", request).body["rule"], "office_ended");
    EXPECT_EQ(desk.give(on_case + "/commands/withdraw_request", "branch_counter", json::object())
                  .body["rule"],
              "office_ended");
    EXPECT_EQ(desk.get(on_case, "branch_head").status, 200) << "what was done there can be read";

    const auto late = desk.give(file, "counter_officer", request);
    EXPECT_EQ(late.code(), "rule_not_met") << late.whole.body;
    EXPECT_EQ(late.body["rule"], "office_is_at_work");
    EXPECT_THAT(late.whole.body, HasSubstr("30/06/2025"));
    EXPECT_THAT(late.whole.body, HasSubstr("tiếp nhận tại Thi hành án dân sự tỉnh Cà Mau"));
    desk.step(code, "counter_officer", "accept_dossier",
              {{"result_by", "at_counter"}, {"papers", {"application", "judgment"}}});
    EXPECT_EQ(desk.get(on_case, "counter_officer").body["status"], "accepted");
}

} // namespace
