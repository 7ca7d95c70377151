#include "connectors/api/command_submission.hpp"
#include "tests/support/api_desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <future>
#include <map>

namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing_support::api_answer;
using testing_support::api_desk;

/// A command with exactly these header fields.
struct letter {
    std::string key;
    std::string condition;
    std::string body = "{}";
};

api_answer give(api_desk& desk, const std::string& path, const letter& how,
                const std::string& as = "counter_officer") {
    connectors::http_headers headers;
    headers.add("Content-Type", "application/json");
    if (!how.key.empty()) {
        headers.add("Idempotency-Key", how.key);
    }
    if (!how.condition.empty()) {
        headers.add("If-Match", how.condition);
    }
    return desk.ask("POST " + path, as, how.body, std::move(headers));
}

std::string accept(const std::string& code) {
    return "/v1/cases/" + code + "/commands/accept_dossier";
}
const std::string papers = R"({"result_by":"at_counter","papers":["application","judgment"]})";

TEST(api_commands, asks_for_the_version_that_the_caller_saw) {
    api_desk desk;
    const auto code = desk.file_request();
    const auto before = desk.records();
    const auto without = give(desk, accept(code), {.key = "a", .condition = {}, .body = papers});
    EXPECT_EQ(without.status, 428);
    EXPECT_EQ(without.code(), "condition_missing");
    EXPECT_EQ(desk.records(), before);
    EXPECT_EQ(give(desk, accept(code), {"a", "*", papers}).status, 200)
        << "a refused request uses no key up";
}

TEST(api_commands, refuses_a_paper_that_the_procedure_does_not_know_and_names_those_it_knows) {
    api_desk desk;
    const auto code = desk.file_request();
    const auto told = give(
        desk, accept(code),
        {"a", "*", R"({"result_by":"at_counter","papers":["application","judgment","proof"]})"});
    EXPECT_EQ(told.status, 422) << told.whole.body;
    EXPECT_THAT(told.whole.body, HasSubstr("/papers/2"));
    EXPECT_THAT(told.whole.body, HasSubstr("`proof`"));
    EXPECT_THAT(told.whole.body, HasSubstr("application, judgment"));
    EXPECT_EQ(give(desk, accept(code), {"b", "*", papers}).status, 200);
}

TEST(api_commands, that_state_no_ground_are_told_the_grounds_that_would_do) {
    api_desk desk;
    const auto code = desk.file_request();
    const auto told =
        give(desk, "/v1/cases/" + code + "/commands/refuse_request", {"k", "*"}, "head");
    EXPECT_EQ(told.body["rule"], "states_ground") << told.whole.body;
    const auto grounds = told.body.value("grounds", json::array());
    const auto late = std::ranges::find(grounds, "time_barred",
                                        [](const json& one) { return one.value("code", ""); });
    ASSERT_NE(late, grounds.end()) << told.whole.body;
    EXPECT_EQ(late->value("text", ""), "Hết thời hiệu yêu cầu thi hành án");
    EXPECT_FALSE(late->value("source", "").empty());
}

TEST(api_commands, tells_a_step_alike_whatever_page_it_is_on) {
    api_desk desk;
    const auto code = desk.file_request();
    EXPECT_EQ(give(desk, accept(code), {"a", "*", papers}).status, 200);
    EXPECT_EQ(give(desk, "/v1/cases/" + code + "/commands/hand_over",
                   {"b", "*", R"({"to":"enforcement_officer"})"})
                  .status,
              200);
    const auto history = "/v1/cases/" + code + "/history";
    const auto whole = desk.get(history, "head").body["items"];
    ASSERT_EQ(whole.size(), 3U);
    EXPECT_FALSE(whole[2]["rules_met"].empty());
    auto pages = json::array();
    std::string cursor;
    do {
        const auto page =
            desk.get(history + "?limit=1" + (cursor.empty() ? "" : "&cursor=" + cursor), "head");
        ASSERT_EQ(page.status, 200) << page.whole.body;
        pages.push_back(page.body["items"].at(0));
        cursor = page.body.value("next", "");
    } while (!cursor.empty());
    EXPECT_EQ(pages, whole);
}

TEST(api_commands, tells_the_newer_steps_to_one_who_looked_at_an_older_version) {
    api_desk desk;
    const auto code = desk.file_request();
    const auto seen = desk.get("/v1/cases/" + code, "counter_officer").header("ETag");
    ASSERT_FALSE(seen.empty());
    EXPECT_EQ(give(desk, accept(code), {"a", seen, papers}).status, 200);
    const auto stale = give(desk, "/v1/cases/" + code + "/commands/hand_over",
                            {"b", seen, R"({"to":"enforcement_officer"})"});
    EXPECT_EQ(stale.status, 412);
    EXPECT_EQ(stale.code(), "version_conflict");
    ASSERT_EQ(stale.body["newer"].size(), 1U) << stale.whole.body;
    EXPECT_EQ(stale.body["newer"][0]["type"], "dossier_accepted");
    EXPECT_EQ(stale.body["newer"][0]["actor"], "counter_officer");

    const auto now = desk.get("/v1/cases/" + code, "counter_officer").header("ETag");
    EXPECT_EQ(give(desk, "/v1/cases/" + code + "/commands/hand_over",
                   {"c", now, R"({"to":"enforcement_officer"})"})
                  .status,
              200);
    EXPECT_EQ(give(desk, accept(code), {"d", "\"other:1\"", papers}).code(), "version_conflict");
    EXPECT_EQ(give(desk, accept(code), {"e", "rubbish", papers}).code(), "parameter_invalid");
}

TEST(api_commands, waits_for_the_newer_step_and_not_for_a_mail_before_it) {
    using connectors::api::shows_newer_step;
    EXPECT_FALSE(shows_newer_step({}, 4));
    engine::case_state shown;
    shown.version = 4;
    EXPECT_FALSE(shows_newer_step(shown, 4));
    shown.version = 5; // a mail was sent, for which nobody is refused
    shown.mails_since = 1;
    EXPECT_FALSE(shows_newer_step(shown, 4)) << "the step that refused is not there yet";
    shown.version = 6;
    shown.mails_since = 0;
    EXPECT_TRUE(shows_newer_step(shown, 4));
}

TEST(api_commands, records_a_request_once_however_often_it_is_sent) {
    api_desk desk;
    const auto code = desk.file_request();
    const auto seen = desk.get("/v1/cases/" + code, "counter_officer").header("ETag");
    const auto first = give(desk, accept(code), {"same", seen, papers});
    ASSERT_EQ(first.status, 200) << first.whole.body;
    const auto records = desk.records();
    const auto again = give(desk, accept(code), {"same", seen, papers});
    EXPECT_EQ(again.status, 200) << again.whole.body;
    EXPECT_EQ(again.body["repeated"], true);
    EXPECT_EQ(again.body["event"], first.body["event"]);
    EXPECT_EQ(again.header("X-Event-Position"), first.header("X-Event-Position"));
    EXPECT_EQ(desk.records(), records);

    const auto other = give(desk, accept(code), {"same", seen, R"({"result_by":"by_post"})"});
    EXPECT_EQ(other.status, 422);
    EXPECT_EQ(other.code(), "idempotency_key_reused");
    EXPECT_EQ(give(desk, accept(code), {"", seen, papers}).code(), "idempotency_key_missing");
    EXPECT_EQ(give(desk, accept(code), {std::string(129, 'k'), seen, papers}).status, 400);
}

TEST(api_commands, answers_a_repeated_request_after_a_restart_as_before) {
    api_desk desk;
    const std::string path = "/v1/offices/96/commands/receive_request";
    const std::string body = R"({"procedure":"enf_request","received_by":"counter",)"
                             R"("persons":[{"part":"applicant","name":"Lê Văn Tám"}]})";
    const auto opened = give(desk, path, {"an-opening", "", body});
    ASSERT_EQ(opened.status, 201) << opened.whole.body;
    const auto code = opened.body["code"].get<std::string>();
    const auto accepted = give(desk, accept(code), {"a-step", "*", papers});
    ASSERT_EQ(accepted.status, 200) << accepted.whole.body;
    desk.step(code, "counter_officer", "hand_over", {{"to", "enforcement_officer"}});
    const auto records = desk.records();

    desk.restart();
    for (const auto& [before, again] :
         {std::pair{opened, give(desk, path, {"an-opening", "", body})},
          std::pair{accepted, give(desk, accept(code), {"a-step", "*", papers})}}) {
        EXPECT_EQ(again.status, 200) << again.whole.body;
        EXPECT_EQ(again.body["repeated"], true);
        for (const auto* same :
             {"code", "case", "office", "version", "event", "position", "status", "status_label"}) {
            EXPECT_EQ(again.body[same], before.body[same]) << same;
        }
        EXPECT_EQ(again.header("ETag"), before.header("ETag"));
    }
    EXPECT_EQ(desk.records(), records);
}

TEST(api_commands, takes_a_key_for_no_other_command_after_a_restart_either) {
    api_desk desk;
    const auto code = desk.file_request();
    const std::string a_uuid = "0b0b0b0b-1c1c-4d4d-8e8e-9f9f9f9f9f9f";
    ASSERT_EQ(give(desk, accept(code), {a_uuid, "*", papers}).status, 200);
    const auto records = desk.records();

    desk.restart();
    const auto other = give(desk, "/v1/cases/" + code + "/commands/hand_over",
                            {a_uuid, "*", R"({"to":"enforcement_officer"})"});
    EXPECT_EQ(other.status, 422) << other.whole.body;
    EXPECT_EQ(other.code(), "idempotency_key_reused");
    EXPECT_EQ(desk.records(), records) << "and nothing was done";
    EXPECT_EQ(give(desk, accept(code), {a_uuid, "*", papers}).body["repeated"], true);
}

std::string opening_of(std::string_view name) {
    return R"({"procedure":"enf_request","received_by":"counter","persons":[)"
           R"({"part":"applicant","name":")" +
           std::string{name} + R"("}]})";
}

TEST(api_commands, take_a_key_for_no_other_body_after_a_restart_either) {
    api_desk desk;
    const std::string path = "/v1/offices/96/commands/receive_request";
    const auto opened = give(desk, path, {"an-opening", "", opening_of("Lê Văn Tám")});
    ASSERT_EQ(opened.status, 201) << opened.whole.body;
    const auto code = opened.body["code"].get<std::string>();
    ASSERT_EQ(give(desk, accept(code), {"a-step", "*", papers}).status, 200);
    const auto records = desk.records();

    desk.restart();
    const auto other = give(desk, path, {"an-opening", "", opening_of("Lê Văn Chín")});
    EXPECT_EQ(other.status, 422) << other.whole.body;
    EXPECT_EQ(other.code(), "idempotency_key_reused");
    const auto fewer = give(desk, accept(code),
                            {"a-step", "*", R"({"result_by":"at_counter","papers":["judgment"]})"});
    EXPECT_EQ(fewer.status, 422) << fewer.whole.body;
    EXPECT_EQ(fewer.code(), "idempotency_key_reused");
    EXPECT_EQ(desk.records(), records) << "and nothing was done";

    const auto again = give(desk, path, {"an-opening", "", opening_of("Lê Văn Tám")});
    EXPECT_EQ(again.status, 200) << again.whole.body;
    EXPECT_EQ(again.body["repeated"], true);
    EXPECT_EQ(give(desk, accept(code), {"a-step", "*", papers}).body["repeated"], true)
        << "the refused request leaves the key to the one that counted";
}

TEST(api_commands, compare_nothing_with_what_was_asked_about_an_erased_person) {
    api_desk desk;
    const auto code = desk.file_request();
    const auto noted = [&](std::string_view text) {
        return letter{"a-step", "*",
                      R"({"result_by":"at_counter","papers":["application","judgment"],"text":")" +
                          std::string{text} + R"("})"};
    };
    const auto first = give(desk, accept(code), noted("Bà Hường đến nộp"));
    ASSERT_EQ(first.status, 200) << first.whole.body;
    const auto history = desk.get("/v1/cases/" + code + "/history", "head");
    const auto person = history.body["items"][0]["persons"][0]["person"];
    ASSERT_TRUE(person.is_string()) << history.whole.body;
    desk.restart();
    EXPECT_EQ(give(desk, accept(code), noted("Ông Tám đến nộp")).code(), "idempotency_key_reused");

    desk.on().vault().destroy(events::person_id{person.get<std::string>()});
    const auto other = give(desk, accept(code), noted("Ông Tám đến nộp"));
    EXPECT_EQ(other.status, 200) << "who could compare could guess: " << other.whole.body;
    EXPECT_EQ(other.body["repeated"], true);
}

TEST(api_commands, open_a_case_of_its_own_at_each_office_under_one_key) {
    api_desk desk;
    const std::string a_uuid = "0b0b0b0b-1c1c-4d4d-8e8e-9f9f9f9f9f9f";
    const std::string body = R"({"procedure":"enf_request","received_by":"counter",)"
                             R"("persons":[{"part":"applicant","name":"Lê Văn Tám"}]})";
    const std::string here = "/v1/offices/96/commands/receive_request";
    const std::string there = "/v1/offices/49/commands/receive_request";
    const auto one = give(desk, here, {a_uuid, "", body});
    const auto other = give(desk, there, {a_uuid, "", body}, "elsewhere");
    ASSERT_EQ(one.status, 201) << one.whole.body;
    ASSERT_EQ(other.status, 201) << other.whole.body;
    EXPECT_NE(one.body["case"], other.body["case"])
        << "nodes that met them in different order would disagree for ever about whose it is";

    desk.restart();
    const auto again = give(desk, here, {a_uuid, "", body});
    EXPECT_EQ(again.body["repeated"], true) << again.whole.body;
    EXPECT_EQ(again.body["case"], one.body["case"]);
}

TEST(api_commands, lets_a_mended_body_come_under_the_same_key) {
    api_desk desk;
    const auto code = desk.file_request();
    EXPECT_EQ(give(desk, accept(code), {"k", "*", R"({"result_by":"pigeon"})"}).status, 422);
    EXPECT_EQ(give(desk, accept(code), {"k", "*", papers}).status, 200);
}

TEST(api_commands, answers_the_same_request_once_while_many_ask_at_once) {
    api_desk desk;
    const auto code = desk.file_request();
    std::vector<std::future<api_answer>> asking;
    for (int i = 0; i < 16; ++i) {
        asking.push_back(std::async(
            std::launch::async, [&] { return give(desk, accept(code), {"shared", "*", papers}); }));
    }
    int fresh = 0;
    for (auto& one : asking) {
        const auto told = one.get();
        if (told.status == 200) {
            fresh += told.body["repeated"] == false ? 1 : 0;
        } else {
            EXPECT_EQ(told.status, 409) << told.whole.body;
            EXPECT_EQ(told.code(), "idempotency_key_busy");
        }
    }
    EXPECT_EQ(fresh, 1);
}

TEST(api_commands, let_exactly_one_of_sixteen_officers_take_the_same_step) {
    api_desk desk;
    const auto code = desk.file_request();
    const auto seen = desk.get("/v1/cases/" + code, "counter_officer").header("ETag");
    std::vector<std::future<api_answer>> asking;
    for (int i = 0; i < 16; ++i) {
        asking.push_back(std::async(std::launch::async, [&, i] {
            return give(desk, accept(code), {"officer-" + std::to_string(i), seen, papers});
        }));
    }
    int won = 0;
    for (auto& one : asking) {
        const auto told = one.get();
        won += told.status == 200 ? 1 : 0;
        if (told.status != 200) {
            EXPECT_EQ(told.status, 412) << told.whole.body;
            EXPECT_EQ(told.body["newer"].size(), 1U);
        }
    }
    EXPECT_EQ(won, 1);
}

TEST(api_commands, that_are_tried_on_a_case_which_the_caller_may_not_see_are_in_the_trail) {
    api_desk desk;
    const auto code = desk.file_request();
    const auto no = give(desk, accept(code), {"k1", "*", papers}, "elsewhere");
    EXPECT_EQ(no.status, 403);
    EXPECT_FALSE(no.body.contains("case_status")) << "nothing is told of the case";
    const auto listed = desk.get("/v1/refusals?office=96", "auditor");
    ASSERT_EQ(listed.body["items"].size(), 1U) << listed.whole.body;
    const auto& one = listed.body["items"][0];
    EXPECT_EQ(one["command"], "accept_dossier");
    EXPECT_EQ(one["rule"], "no_grant_here");
    EXPECT_FALSE(one.contains("role")) << "who has no role here acts in none";
}

TEST(api_commands, refuse_a_step_that_the_law_does_not_allow_with_its_ground_and_keep_the_refusal) {
    api_desk desk;
    const auto code = desk.file_request();
    const auto told =
        give(desk, "/v1/cases/" + code + "/commands/issue_decision", {"k", "*"}, "clerk");
    EXPECT_EQ(told.status, 409);
    EXPECT_EQ(told.code(), "not_allowed_now");
    EXPECT_EQ(told.whole.content_type, "application/problem+json");
    EXPECT_TRUE(told.body.contains("case_status_label")) << told.whole.body;
    const auto open = told.body.value("allowed", std::vector<std::string>{});
    EXPECT_THAT(open, testing::Contains("attach_document"));
    EXPECT_THAT(open, testing::Not(testing::Contains("accept_dossier"))) << "not for a clerk";
    EXPECT_EQ(told.body["rule"], "dossier_lifecycle");
    EXPECT_THAT(told.body["source"].get<std::string>(), testing::HasSubstr("537/QĐ-TCTHADS"));
    const auto no = give(desk, accept(code), {"k2", "*", papers}, "auditor");
    EXPECT_EQ(no.code(), "forbidden");
    give(desk, "/v1/offices/96/commands/receive_request", {"k3", {}}, "elsewhere");
    std::map<std::string, nlohmann::json> trail; // by rule: three in one millisecond have no order
    const auto listed = desk.get("/v1/refusals?office=96", "auditor");
    for (const auto& one : listed.body["items"]) {
        trail[one["rule"].get<std::string>()] = one;
    }
    ASSERT_EQ(trail.size(), 3U);
    EXPECT_FALSE(trail.at("no_grant_here").contains("role")) << "who has no role here acts in none";
    EXPECT_EQ(trail.at("role_may_not")["role"], "auditor");
    EXPECT_EQ(trail.at("dossier_lifecycle")["role"], "clerk");
    EXPECT_EQ(trail.at("dossier_lifecycle")["source"], told.body["source"]);
}

} // namespace
