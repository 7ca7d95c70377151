#include "tests/support/api_desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>

/// Who presses an agency that is late, and what its head sees of it.
namespace {

using nlohmann::json;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing_support::api_desk;

/// Of July 2026 at office 96, above which the rules know no agency.
std::string a_late_complaint(api_desk& desk) {
    const auto told =
        desk.give("/v1/offices/96/commands/receive_complaint", "counter_officer",
                  {{"received_by", "counter"},
                   {"kind", "coercive_measure"},
                   {"against_head", false},
                   {"persons", json::array({{{"part", "complainant"}, {"name", "Lê Thị Bưởi"}}})}});
    EXPECT_EQ(told.status, 201) << told.whole.body;
    return told.body["code"].get<std::string>();
}

const json pressed_docketing{
    {"deadline", "docket"}, {"number", "12/CQLTHADS"}, {"reason", "no_result_yet"}};

TEST(pressing, is_for_who_acts_above_the_office_that_is_late) {
    api_desk desk{"2026-07-20 09:00"};
    connectors::grant_as_installation(desk.on(), "above", events::role::head, "*", true);
    const auto code = a_late_complaint(desk);
    const auto path = "/v1/cases/" + code + "/commands/press_lower_agency";
    for (const auto* who : {"head", "supervisor", "counter_officer"}) {
        EXPECT_EQ(desk.give(path, who, pressed_docketing).status, 403)
            << who << " is of the office itself";
    }
    const auto next = desk.get("/v1/cases/" + code + "/next", "head");
    for (const auto& one : next.body["items"]) {
        if (one["command"] == "press_lower_agency") {
            EXPECT_FALSE(one["allowed"].get<bool>());
        }
    }
    desk.step(code, "above", "press_lower_agency", pressed_docketing);
    EXPECT_THAT(desk.get("/v1/cases/" + code + "/history", "head").whole.body,
                HasSubstr("lower_agency_pressed"));
    // The head who is pressed sees it among the alerts, and on the page of the case
    const auto alerts = desk.get("/v1/alerts?office=96", "head");
    ASSERT_EQ(alerts.body["items"].size(), 1U) << alerts.whole.body;
    EXPECT_EQ(alerts.body["items"][0]["rung"], "pressed");
    EXPECT_EQ(alerts.body["items"][0]["deadline"], "docket");
    const auto shown = desk.get("/v1/cases/" + code, "head");
    ASSERT_EQ(shown.body["alerts"].size(), 1U);
    EXPECT_EQ(shown.body["alerts"][0]["rung"], "pressed");
}

TEST(pressing, is_told_by_a_letter_of_the_agency_above_under_its_own_number) {
    api_desk desk{"2026-07-20 09:00"};
    connectors::grant_as_installation(desk.on(), "above", events::role::head, "*", true);
    const auto code = a_late_complaint(desk);
    desk.step(code, "above", "press_lower_agency", pressed_docketing);
    const auto page =
        desk.get("/v1/cases/" + code + "/documents/lower_agency_pressing.txt", "above");
    ASSERT_EQ(page.status, 200) << page.whole.body;
    for (const auto* part : {"Số: 12/CQLTHADS", "Kính gửi: Thi hành án dân sự tỉnh Cà Mau",
                             "Thụ lý khiếu nại", "đã lâu mà chưa có kết quả", "20 tháng 7 năm 2026",
                             "khoản 1 Điều 74 Nghị định", "152/2026/NĐ-CP"}) {
        EXPECT_THAT(page.whole.body, HasSubstr(part));
    }
    EXPECT_THAT(page.whole.body, Not(HasSubstr("Lê Thị Bưởi"))) << "who complained is not named";
    EXPECT_THAT(page.whole.body, Not(HasSubstr("Thời hạn của việc này"))) << "no days ran";
}

TEST(pressing, before_july_2026_cites_the_decree_of_2015) {
    api_desk desk{"2021-06-01 09:00"};
    connectors::grant_as_installation(desk.on(), "above", events::role::head, "*", true);
    const auto code = a_late_complaint(desk);
    desk.at("2021-06-09 09:00");
    desk.step(code, "above", "press_lower_agency",
              {{"deadline", "docket"}, {"reason", "no_result_yet"}, {"number", "12/TCTHADS"}});
    const auto page =
        desk.get("/v1/cases/" + code + "/documents/lower_agency_pressing.txt", "above");
    EXPECT_THAT(page.whole.body, HasSubstr("khoản 2 Điều 38 Nghị định"));
    EXPECT_THAT(page.whole.body, HasSubstr("62/2015/NĐ-CP"));
    EXPECT_THAT(page.whole.body, Not(HasSubstr("152/2026")));
}

TEST(pressing, by_a_supervisor_is_followed_by_its_letter_and_by_no_other_paper_of_the_case) {
    api_desk desk{"2026-07-20 09:00"};
    connectors::grant_as_installation(desk.on(), "above", events::role::supervisor, "*", true);
    std::ofstream{desk.folder().path() / "data" / "forms-adopted.txt"}
        << "lower_agency_pressing.nd152_2026\ncomplaint_docketing_notice.law_2025\n";
    const auto code = a_late_complaint(desk);
    const auto letter = "/v1/cases/" + code + "/documents/lower_agency_pressing";
    EXPECT_EQ(desk.give(letter, "above", json::object()).code(), "slip_not_ready");
    desk.step(code, "above", "press_lower_agency", pressed_docketing);
    // Who may not know the persons of the case has what names none of them
    EXPECT_THAT(desk.get("/v1/cases/" + code + "/documents", "above").each("form"),
                ElementsAre("lower_agency_pressing"));
    const auto page = desk.get(letter + ".txt", "above");
    ASSERT_EQ(page.status, 200) << page.whole.body;
    EXPECT_THAT(page.whole.body, HasSubstr("Số: 12/CQLTHADS"));
    EXPECT_EQ(
        desk.get("/v1/cases/" + code + "/documents/complaint_docketing_notice.txt", "above").status,
        404);
    // Nobody of the late office sends the letter of the one above
    for (const auto* who : {"head", "clerk", "supervisor"}) {
        EXPECT_EQ(desk.give(letter, who, json::object()).status, 403) << who;
    }
    const auto issued = desk.give(letter, "above", json::object());
    EXPECT_EQ(issued.status, 200) << issued.whole.body;
    EXPECT_EQ(desk.give(letter, "above", json::object()).status, 200) << "it is found";
    const auto last = desk.get("/v1/cases/" + code + "/history", "head").body["items"].back();
    EXPECT_EQ(last["type"], "document_attached");
    EXPECT_EQ(last["role"], "supervisor");
    EXPECT_EQ(desk.get(letter + ".pdf", "head").status, 200) << "the late head reads it";
    EXPECT_EQ(desk.get("/v1/cases/" + code + "/documents", "supervisor").status, 403)
        << "a supervisor of the office itself acts above nobody";
}

} // namespace
