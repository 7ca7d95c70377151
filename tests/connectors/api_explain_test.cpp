#include "connectors/duties/deadline_watch.hpp"
#include "engine/rule_set.hpp"
#include "engine/rules/row_findings.hpp"
#include "tests/support/counter_work.hpp"
#include "tests/support/decided_matter.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace {

using nlohmann::json;
using testing::Contains;
using testing::ElementsAre;
using testing_support::api_desk;

std::vector<std::string> each(const json& list, const char* member) {
    std::vector<std::string> out;
    for (const auto& one : list) {
        out.push_back(one[member].get<std::string>());
    }
    return out;
}

/// The calendar in use with these days off too.
std::string calendar_with(const std::vector<std::string>& days) {
    const auto& files = engine::default_rule_set().files;
    const auto found = std::find_if(files.begin(), files.end(), [](const auto& one) {
        return one.first.starts_with("calendars/");
    });
    auto out = json::parse(found->second);
    for (auto& year : out["years"]) {
        for (const auto& day : days) {
            if (std::to_string(year["year"].get<int>()) == day.substr(0, 4)) {
                year["special_days"].push_back(
                    {{"day", day}, {"kind", "holiday"}, {"name", "Nghỉ thêm"}});
            }
        }
        std::sort(year["special_days"].begin(), year["special_days"].end(),
                  [](const auto& a, const auto& b) { return a["day"] < b["day"]; });
    }
    return out.dump();
}

TEST(explained_deadlines, tell_rule_source_calendar_step_and_every_day) {
    api_desk desk; // Thursday 01/06/2017
    const auto code = desk.file_request();
    const auto told = desk.get("/v1/cases/" + code + "/deadlines?deadline=decide", "head");
    ASSERT_EQ(told.status, 200) << told.whole.body;
    ASSERT_EQ(told.body["items"].size(), 1U);
    const auto& one = told.body["items"][0];
    EXPECT_EQ(one["rule"]["file"], "procedures/enf_request.json");
    EXPECT_EQ(one["rule"]["starts_on"], "request_received");
    EXPECT_EQ(one["rule"]["source"], one["period"]["source"]);
    EXPECT_EQ(one["calendar_in_use"], true);
    EXPECT_EQ(one["agrees"], true);
    EXPECT_EQ(one["counted_due"], "2017-06-08T17:00:00.000Z");
    EXPECT_EQ(one["steps"][0]["did"], "started");
    EXPECT_EQ(one["steps"][0]["event"], "request_received");
    EXPECT_THAT(each(one["days"], "why"), ElementsAre("first_day", "counted", "weekend", "weekend",
                                                      "counted", "counted", "counted", "counted"));
    EXPECT_EQ(one["days"].back()["day"], "2017-06-08");
}

TEST(explained_deadlines, show_every_pause_and_what_the_clock_did_afterwards) {
    api_desk desk;
    desk.at("2022-03-01 08:00");
    const auto code = desk.denounce();
    desk.step(code, "head", "suspend_case",
              {{"reason", "stated"},
               {"words", "Chờ kết quả giám định"},
               {"grounds", {"awaits_expert_opinion"}}});
    const auto path = "/v1/cases/" + code + "/deadlines?deadline=resolve";
    const auto paused = desk.get(path, "head").body["items"][0];
    EXPECT_FALSE(paused.contains("counted_due"));
    EXPECT_EQ(paused["agrees"], true);
    desk.at("2022-03-11 09:00");
    desk.step(code, "head", "resume_case");
    const auto on = desk.get(path, "head").body["items"][0];
    EXPECT_THAT(each(on["steps"], "did"), ElementsAre("started", "paused", "resumed"));
    EXPECT_EQ(on["agrees"], true);
    EXPECT_THAT(each(on["days"], "why"), Contains("paused"));
    EXPECT_EQ(on["steps"][2]["due"], on["counted_due"]);
    // Ten days stood still, so that 30/04 became 10/05.
    EXPECT_EQ(on["period"]["last_day"], "2022-05-10");
}

TEST(explained_deadlines, say_in_which_days_an_extension_was_given) {
    api_desk desk{"2022-06-01 08:00"};
    const auto filed = desk.give(
        "/v1/offices/96/commands/receive_complaint", "counter_officer",
        {{"received_by", "counter"}, {"kind", "account_freeze"}, {"against_head", false}});
    ASSERT_EQ(filed.status, 201) << filed.whole.body;
    const auto code = filed.body["code"].get<std::string>();
    desk.step(code, "head", "docket_complaint");
    desk.step(code, "head", "extend_period",
              {{"deadline", "resolve"}, {"days", 30}, {"reason", "complex_case"}});
    const auto told =
        desk.get("/v1/cases/" + code + "/deadlines?deadline=resolve", "head").body["items"][0];
    EXPECT_EQ(told["period"]["unit"], "working_days");
    const auto& extended = told["steps"].back();
    EXPECT_EQ(extended["did"], "extended");
    EXPECT_EQ(extended["days"], 30);
    EXPECT_EQ(extended["unit"], "calendar_days");
}

TEST(explained_deadlines, show_the_periods_that_run_for_a_party_and_nobody_owes) {
    api_desk desk;
    const auto code = desk.file_request();
    desk.step(code, "counter_officer", "accept_dossier",
              {{"result_by", "at_counter"}, {"papers", {"application", "judgment"}}});
    desk.step(code, "counter_officer", "hand_over", {{"to", "enforcement_officer"}});
    testing_support::decide(desk, code);
    const auto path = "/v1/cases/" + code + "/deadlines";
    EXPECT_TRUE(desk.get(path, "head").body["for_parties"].empty());
    desk.step(code, "enforcement_officer", "notify_party",
              {{"way", "posting"}, {"valid_on", "2017-06-01"}});
    const auto told = desk.get(path, "head").body["for_parties"];
    EXPECT_THAT(each(told, "id"), ElementsAre("voluntary_period", "posting_period"));
    EXPECT_EQ(told[0]["last_day"], "2017-06-12") << "the tenth day is a Sunday";
    EXPECT_EQ(told[0]["tag"], "V");
    EXPECT_EQ(told[0]["sequence"], desk.get("/v1/cases/" + code, "head").body["version"]);
    const auto owed_now = desk.get(path, "head").body["items"];
    for (const auto& owed : owed_now) {
        EXPECT_NE(owed["period"]["id"], "voluntary_period");
    }
    EXPECT_THAT(desk.get("/v1/deadlines?office=96&state=open", "head").each("deadline"),
                testing::Not(Contains("voluntary_period")));
    EXPECT_EQ(desk.get(path + "?deadline=posting_period", "head").body["for_parties"].size(), 1U);
    // Who is told that the enforcement stops has no days to comply from that.
    desk.step(code, "head", "suspend_case",
              {{"reason", "creditor_agrees"}, {"grounds", {"postponed"}}});
    desk.step(code, "enforcement_officer", "notify_party",
              {{"way", "direct"}, {"valid_on", "2017-06-01"}});
    EXPECT_THAT(each(desk.get(path, "head").body["for_parties"], "id"),
                ElementsAre("voluntary_period", "posting_period"));
}

TEST(explained_deadlines, give_nobody_days_to_comply_who_is_told_after_an_end_by_law) {
    api_desk desk;
    const auto code = testing_support::an_enforcement(desk, "ex_officio", json::array());
    desk.step(code, "enforcement_officer", "record_performance", {{"extent", "whole"}});
    desk.step(code, "head", "end_enforcement", {{"confirmation", "12/GXN-CTHADS"}});
    desk.step(code, "enforcement_officer", "notify_party",
              {{"way", "direct"}, {"valid_on", "2017-06-01"}});
    const auto told = desk.get("/v1/cases/" + code + "/deadlines", "head").body;
    EXPECT_THAT(each(told["for_parties"], "id"), testing::Not(Contains("voluntary_period")));
}

json kept_period(api_desk& desk, const std::string& code) {
    const auto told = desk.get("/v1/cases/" + code + "/deadlines?deadline=keep_filed_away", "head");
    EXPECT_EQ(told.body["items"].size(), 1U) << told.whole.body;
    return told.body["items"][0];
}

/// TT 13/2021 art. 8.4: a year, after which its destruction is considered.
TEST(explained_deadlines, show_how_long_a_petition_that_was_filed_away_is_kept) {
    api_desk desk{"2022-03-01 09:00"};
    const auto code = testing_support::complaint_about_a_measure(desk);
    desk.step(code, "head", "file_away", {{"grounds", {"anonymous"}}});
    const auto kept = kept_period(desk, code);
    EXPECT_EQ(kept["period"]["last_day"], "2023-03-01");
    EXPECT_EQ(kept["period"]["source"], "TT 13/2021/TT-BTP art.8.4");
    EXPECT_EQ(kept["agrees"], true);
}

TEST(kept_petitions, are_told_of_when_their_year_is_over_and_stand_in_no_list_of_what_is_late) {
    api_desk desk{"2022-03-01 09:00"};
    const auto code = testing_support::complaint_about_a_measure(desk);
    desk.step(code, "head", "file_away", {{"grounds", {"anonymous"}}});
    const auto raised = [&] {
        connectors::raise_alerts(desk.on().store(), desk.on().node(), desk.on().rules(),
                                 desk.on().time().now());
        return desk.get("/v1/alerts?office=96", "head").body["items"];
    };
    desk.at("2023-03-01 09:00");
    EXPECT_TRUE(raised().empty()) << "nobody is warned before";
    desk.at("2023-03-02 09:00");
    const auto told = raised();
    ASSERT_EQ(told.size(), 1U) << told;
    EXPECT_EQ(told[0]["code"], code);
    EXPECT_EQ(told[0]["rung"], "kept");
    EXPECT_EQ(told[0]["act_by"], "head");
    EXPECT_EQ(raised().size(), 1U) << "once";
    desk.at("2023-09-01 09:00");
    for (const auto* list : {"overdue", "due_soon", "open"}) {
        EXPECT_TRUE(desk.get(std::string{"/v1/deadlines?office=96&state="} + list, "head")
                        .body["items"]
                        .empty())
            << list;
    }
    EXPECT_EQ(kept_period(desk, code)["period"]["state"], "on_time");
    desk.step(code, "head", "decide_destruction", {{"outcome", "destroyed"}});
    EXPECT_TRUE(raised().empty());
    EXPECT_EQ(kept_period(desk, code)["period"]["state"], "on_time");
}

TEST(explained_deadlines, show_how_long_a_petition_is_kept_that_was_withdrawn_before_docketing) {
    api_desk desk{"2022-03-01 09:00"};
    const auto code = testing_support::complaint_about_a_measure(desk);
    desk.step(code, "counter_officer", "withdraw_request", json::object());
    EXPECT_EQ(kept_period(desk, code)["period"]["last_day"], "2023-03-01");
}

TEST(notification, by_mass_media_begins_the_voluntary_days_on_the_second_notice) {
    api_desk desk{"2017-06-01 08:00"};
    const auto code = testing_support::a_decided_matter(desk, "ex_officio", json::array());
    desk.at("2017-06-07 09:00");
    desk.step(code, "enforcement_officer", "notify_party",
              {{"way", "mass_media"}, {"valid_on", "2017-06-06"}});
    const auto told = desk.get("/v1/cases/" + code + "/deadlines", "head").body["for_parties"];
    ASSERT_THAT(each(told, "id"), ElementsAre("voluntary_period"));
    EXPECT_EQ(told[0]["last_day"], "2017-06-16");
    const auto no = desk.give("/v1/cases/" + code + "/commands/notify_party", "enforcement_officer",
                              {{"way", "newspaper"}, {"valid_on", "2017-06-06"}});
    EXPECT_EQ(no.status / 100, 4);
    EXPECT_THAT(no.whole.body, testing::HasSubstr("mass_media"));
}

TEST(notification, by_posting_begins_seven_days_from_july_2026) {
    api_desk desk{"2026-07-02 08:00"};
    const auto code = testing_support::a_decided_matter(desk, "ex_officio", json::array());
    desk.step(code, "enforcement_officer", "notify_party",
              {{"way", "posting"}, {"valid_on", "2026-07-02"}});
    const auto told = desk.get("/v1/cases/" + code + "/deadlines", "head").body["for_parties"];
    ASSERT_THAT(each(told, "id"), ElementsAre("posting_period"));
    EXPECT_EQ(told[0]["last_day"], "2026-07-09");
    EXPECT_EQ(told[0]["source"], "NĐ 152/2026/NĐ-CP art.17.3");
}

/// Told to the parties, by the officer, on the first day.
void tell_parties(api_desk& desk, const std::string& code) {
    desk.step(code, "enforcement_officer", "notify_party",
              {{"way", "direct"}, {"valid_on", "2017-06-01"}});
}

TEST(explained_deadlines, give_nobody_days_to_comply_with_what_ended_or_was_withdrawn) {
    for (const bool withdrawn : {false, true}) {
        api_desk desk;
        const auto code = testing_support::a_decided_matter(desk, "ex_officio", json::array());
        if (withdrawn) {
            desk.step(code, "head", "withdraw_decision");
        } else { // before anybody was told that it is enforced
            desk.step(code, "head", "terminate_case",
                      {{"reason", "creditor_waives"}, {"grounds", {"ended"}}});
        }
        tell_parties(desk, code);
        const auto told = desk.get("/v1/cases/" + code + "/deadlines", "head");
        EXPECT_TRUE(told.body["for_parties"].empty()) << told.whole.body;
    }
}

TEST(explained_deadlines, give_no_days_anew_with_a_correction) {
    api_desk desk;
    const auto code = testing_support::a_decided_matter(desk, "ex_officio", json::array());
    tell_parties(desk, code);
    desk.step(code, "clerk", "correct_decision");
    tell_parties(desk, code);
    EXPECT_THAT(
        each(desk.get("/v1/cases/" + code + "/deadlines", "head").body["for_parties"], "id"),
        ElementsAre("voluntary_period"));
}

TEST(explained_deadlines, name_the_rule_by_which_the_period_began) {
    // Given a complaint of a Friday that is docketed on Monday, under a new circular
    api_desk desk{"2022-02-11 08:00"};
    const auto filed =
        desk.give("/v1/offices/96/commands/receive_complaint", "counter_officer",
                  {{"received_by", "counter"},
                   {"kind", "coercive_measure"},
                   {"against_head", false},
                   {"persons", json::array({{{"part", "complainant"}, {"name", "Lê Thị Bưởi"}}})}});
    ASSERT_EQ(filed.status, 201) << filed.whole.body;
    const auto code = filed.body["code"].get<std::string>();
    desk.at("2022-02-14 08:00");
    desk.step(code, "head", "docket_complaint");
    // Then the days to docket keep the source that was stated, of the same length in both
    const auto told = desk.get("/v1/cases/" + code + "/deadlines?deadline=docket", "head");
    ASSERT_EQ(told.body["items"].size(), 1U) << told.whole.body;
    const auto& one = told.body["items"][0];
    EXPECT_EQ(one["rule"]["source"], one["period"]["source"]);
    EXPECT_EQ(one["rule"]["valid_to"], "2022-02-12");
}

TEST(explained_deadlines, of_the_accused_run_from_the_receipt_and_keep_the_denouncer_secret) {
    api_desk desk;
    desk.at("2022-03-01 08:00");
    const auto code = desk.denounce();
    desk.step(code, "examiner", "end_verification");
    desk.step(code, "examiner", "report_verification");
    desk.step(code, "head", "conclude_denunciation", {{"result", "right"}});
    desk.step(code, "clerk", "send_conclusion");
    const auto path = "/v1/cases/" + code + "/deadlines";
    EXPECT_TRUE(desk.get(path, "head").body["for_parties"].empty()) << "sent is not received";
    desk.at("2022-03-08 08:00");
    desk.step(code, "clerk", "notify_party",
              {{"way", "registered_mail"}, {"valid_on", "2022-03-04"}, {"what", "conclusion"}});
    const auto told = desk.get(path, "head");
    ASSERT_EQ(told.body["for_parties"].size(), 1U) << told.whole.body;
    const auto& one = told.body["for_parties"][0];
    EXPECT_EQ(one["id"], "accused_petition");
    EXPECT_EQ(one["last_day"], "2022-03-21") << "the fifteenth day is a Saturday";
    EXPECT_EQ(one["source"], "TT 13/2021/TT-BTP art.23");
    EXPECT_THAT(told.whole.body, testing::Not(testing::HasSubstr("Văn Kín")));
    // Who may not know the denouncer is told no more by the answer to the step
    const auto late =
        desk.give("/v1/cases/" + code + "/commands/notify_party", "clerk",
                  {{"way", "registered_mail"}, {"valid_on", "2022-02-01"}, {"what", "conclusion"}});
    EXPECT_EQ(late.body["rule"], "received_after_it_was_sent") << late.whole.body;
    EXPECT_THAT(late.whole.body, testing::Not(testing::HasSubstr("Văn Kín")));
}

TEST(explained_deadlines,
     of_a_dossier_complete_after_fifteen_are_not_late_before_the_office_opens) {
    api_desk desk{"2024-03-06 14:30"};
    const auto code = desk.file_request();
    desk.at("2024-03-06 15:01");
    desk.step(code, "counter_officer", "accept_dossier",
              {{"result_by", "at_counter"}, {"papers", {"application", "judgment"}}});
    desk.at("2024-03-07 07:30");
    desk.step(code, "counter_officer", "hand_over", {{"to", "enforcement_officer"}});
    const auto told = desk.get("/v1/cases/" + code + "/deadlines?deadline=hand_over", "head");
    ASSERT_EQ(told.body["items"].size(), 1U) << told.whole.body;
    const auto& one = told.body["items"][0];
    EXPECT_EQ(one["period"]["state"], "on_time");
    EXPECT_EQ(one["counted_due"], "2024-03-07T04:30:00.000Z"); // 11:30 at the office
    EXPECT_EQ(one["agrees"], true);
}

TEST(explained_deadlines, are_for_those_who_may_read_the_case) {
    api_desk desk;
    const auto code = desk.file_request();
    EXPECT_EQ(desk.get("/v1/cases/" + code + "/deadlines", "nobody").code(), "forbidden");
    EXPECT_EQ(desk.get("/v1/cases/96-none/deadlines", "head").code(), "case_unknown");
}

TEST(another_calendar, tells_what_it_would_change_and_changes_nothing) {
    api_desk desk;
    const auto code = desk.file_request();
    const auto before = desk.records();
    const auto same = desk.ask("POST /v1/deadlines/what-if?office=96", "head", calendar_with({}));
    ASSERT_EQ(same.status, 200) << same.whole.body;
    EXPECT_EQ(same.body["moved"], 0);
    EXPECT_EQ(same.body["cases"], 1);
    const auto told =
        desk.ask("POST /v1/deadlines/what-if?office=96", "head", calendar_with({"2017-06-05"}));
    EXPECT_GT(told.body["moved"], 0) << told.whole.body;
    EXPECT_THAT(told.each("code"), Contains(code));
    for (const auto& line : told.body["items"]) {
        EXPECT_EQ(line["last_day"], "2017-06-08");
        EXPECT_EQ(line["new_last_day"], "2017-06-09");
    }
    desk.at("2017-06-09 00:00");
    const auto late =
        desk.ask("POST /v1/deadlines/what-if?office=96", "head", calendar_with({"2017-06-05"}));
    EXPECT_EQ(late.body["no_longer_late"], late.body["moved"]);
    EXPECT_EQ(desk.records(), before);
}

TEST(another_calendar, is_refused_with_the_reason_when_it_is_none) {
    api_desk desk;
    EXPECT_EQ(desk.ask("POST /v1/deadlines/what-if?office=96", "head", "{}").code(),
              "body_invalid");
    EXPECT_EQ(desk.ask("POST /v1/deadlines/what-if?office=96", "head", "[").code(), "body_invalid");
    EXPECT_EQ(
        desk.ask("POST /v1/deadlines/what-if?office=96", "statistician", calendar_with({})).code(),
        "forbidden");
}

TEST(another_calendar, with_a_saturday_worked_for_no_day_off_is_refused_as_rules_check_does) {
    api_desk desk;
    const json saturday{{"day", "2017-06-10"},
                        {"kind", "working_saturday"},
                        {"name", "Làm bù"},
                        {"swapped_with", "2017-06-12"}};
    const json monday{{"day", "2017-06-12"},
                      {"kind", "swap"},
                      {"name", "Nghỉ hoán đổi"},
                      {"swapped_with", "2017-06-10"}};
    const auto with = [](const std::vector<json>& days) {
        auto out = json::parse(calendar_with({}));
        auto& listed = out["years"][0]["special_days"];
        for (const auto& one : days) {
            listed.push_back(one);
        }
        std::sort(listed.begin(), listed.end(),
                  [](const auto& a, const auto& b) { return a["day"] < b["day"]; });
        return out.dump();
    };
    const auto alone = desk.ask("POST /v1/deadlines/what-if?office=96", "head", with({saturday}));
    EXPECT_EQ(alone.code(), "body_invalid");
    const auto found = engine::row_findings("calendars/calendar", with({saturday}));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].reason, "2017-06-12 does not say that it is off for 2017-06-10");
    EXPECT_THAT(alone.whole.body, testing::HasSubstr(found[0].pointer));
    EXPECT_THAT(alone.whole.body, testing::HasSubstr(found[0].reason));
    EXPECT_EQ(
        desk.ask("POST /v1/deadlines/what-if?office=96", "head", with({saturday, monday})).status,
        200);
}

TEST(counting_again, moves_nothing_while_the_calendar_is_the_same) {
    api_desk desk;
    static_cast<void>(desk.file_request());
    const auto before = desk.records();
    const auto path = "/v1/offices/96/deadlines/recount?reason=test";
    const auto told = desk.give(path, "head", json::object());
    ASSERT_EQ(told.status, 200) << told.whole.body;
    EXPECT_EQ(told.body["moved"], 0);
    EXPECT_GT(told.body["periods"], 0);
    EXPECT_EQ(desk.give(path, "counter_officer", json::object()).code(), "forbidden");
    EXPECT_EQ(desk.records(), before);
}

TEST(a_short_period, is_due_soon_in_its_second_half_and_not_from_its_first_moment) {
    api_desk desk; // 09:00; the half day of handing over ends at 17:00
    const auto code = desk.file_request();
    desk.step(code, "counter_officer", "accept_dossier",
              {{"result_by", "at_counter"}, {"papers", {"application", "judgment"}}});
    const auto soon = [&] {
        return desk.get("/v1/deadlines?office=96&state=due_soon", "head").each("deadline");
    };
    desk.at("2017-06-01 12:59");
    EXPECT_THAT(soon(), testing::Not(Contains("hand_over")));
    desk.at("2017-06-01 13:01");
    EXPECT_THAT(soon(), Contains("hand_over"));
}

} // namespace
