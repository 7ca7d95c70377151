#include "tests/support/decided_matter.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

/// What people are shown of an enforcement after its decision: its name in the law, the papers of
/// its phase, and who has signed on the way to the archive.
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;
using testing_support::api_desk;

json a_person(const char* part, const char* name) {
    return {{"part", part}, {"name", name}, {"email", "thu@example.vn"}};
}

/// For a creditor.
std::string an_enforcement(api_desk& desk, const char* procedure = "ex_officio") {
    return testing_support::an_enforcement(desk, procedure,
                                           json::array({a_person("creditor", "Lê Thị Bưởi")}));
}

json stop_on(const char* ground) {
    return {{"reason", "stated"}, {"words", "có căn cứ của luật"}, {"grounds", {ground}}};
}

TEST(the_name_of_a_status, is_that_of_the_ground_wherever_people_read_it) {
    api_desk desk;
    const auto code = an_enforcement(desk);
    const auto shown = [&] {
        return desk.get("/v1/cases/" + code, "head").body["status_label"].get<std::string>();
    };
    EXPECT_EQ(shown(), "Đã phát hành");
    const auto told = desk.step(code, "head", "suspend_case", stop_on("postponed"));
    EXPECT_EQ(told.body["status"], "suspended");
    EXPECT_EQ(told.body["status_label"], "Hoãn thi hành án");
    EXPECT_EQ(shown(), "Hoãn thi hành án");
    desk.step(code, "head", "suspend_case", stop_on("no_means"));
    EXPECT_EQ(shown(), "Chưa có điều kiện thi hành án");
    // In lists, books, the history and where a step is refused as well.
    EXPECT_EQ(desk.get("/v1/cases?office=96", "head").each("status_label"),
              std::vector<std::string>{"Chưa có điều kiện thi hành án"});
    EXPECT_EQ(desk.get("/v1/books/docketing?office=96&period=2017", "head").each("status_label"),
              desk.get("/v1/cases?office=96", "head").each("status_label"));
    const auto refused =
        desk.give("/v1/cases/" + code + "/commands/issue_decision", "clerk", json::object());
    EXPECT_EQ(refused.status, 409) << refused.whole.body;
    EXPECT_EQ(refused.body["case_status_label"], "Chưa có điều kiện thi hành án");
    EXPECT_EQ(refused.whole.body.find("Tạm dừng"), std::string::npos) << refused.whole.body;
    desk.step(code, "head", "resume_case", {{"grounds", {"stop_is_over"}}});
    EXPECT_EQ(shown(), "Đã phát hành");
    desk.step(code, "head", "refer_elsewhere",
              {{"competent_office", "49"}, {"grounds", {"entrusted"}}});
    EXPECT_EQ(shown(), "Ủy thác thi hành án");
    const auto names = desk.get("/v1/cases/" + code + "/history", "head").each("status_label");
    EXPECT_EQ(std::vector<std::string>(names.end() - 4, names.end()),
              (std::vector<std::string>{"Hoãn thi hành án", "Chưa có điều kiện thi hành án",
                                        "Đã phát hành", "Ủy thác thi hành án"}));
}

TEST(the_name_of_a_status, of_a_request_stays_what_it_was) {
    api_desk desk;
    const auto code = desk.file_request();
    const auto told =
        desk.step(code, "counter_officer", "refer_elsewhere", {{"competent_office", "49"}});
    EXPECT_EQ(told.body["status_label"], "Hướng dẫn đến cơ quan khác");
}

/// The forms that can be had now, by the step that they are printed for.
std::vector<std::string> ready(api_desk& desk, const std::string& code) {
    std::vector<std::string> out;
    const auto forms = desk.get("/v1/cases/" + code + "/documents", "head").body;
    for (const auto& one : forms["items"]) {
        if (one.contains("of_step") && !one["of_step"].is_null()) {
            out.push_back(one["form"]);
        }
    }
    return out;
}

std::string text_of(api_desk& desk, const std::string& code, const std::string& form) {
    const auto told = desk.get("/v1/cases/" + code + "/documents/" + form + ".txt", "head");
    EXPECT_EQ(told.status, 200) << told.whole.body;
    auto text = told.whole.body;
    std::ranges::replace(text, '\n', ' ');
    return text;
}

TEST(the_papers_of_a_step, are_those_of_an_enforcement_once_it_is_decided) {
    api_desk desk;
    // Given a request that waits for something: the notice is about the dossier
    const auto request = desk.file_request();
    desk.step(request, "counter_officer", "accept_dossier",
              {{"result_by", "at_counter"}, {"papers", {"application", "judgment"}}});
    desk.step(request, "counter_officer", "hand_over", {{"to", "enforcement_officer"}});
    desk.step(request, "enforcement_officer", "begin_examination");
    desk.step(request, "enforcement_officer", "suspend_case",
              {{"reason", "stated"}, {"words", "chờ xác minh"}});
    EXPECT_THAT(ready(desk, request), testing::Contains("suspension_notice"));
    EXPECT_THAT(ready(desk, request), Not(testing::Contains("enforcement_stop_notice")));
    // When the same is decided and its enforcement postponed, it is about the enforcement
    desk.step(request, "enforcement_officer", "resume_case");
    desk.step(request, "enforcement_officer", "submit_draft", {{"proposal", "grant"}});
    desk.step(request, "head", "sign_decision");
    desk.step(request, "clerk", "issue_decision");
    desk.step(request, "head", "suspend_case", stop_on("postponed"));
    EXPECT_THAT(ready(desk, request), Not(testing::Contains("suspension_notice")));
    EXPECT_THAT(ready(desk, request), testing::Contains("enforcement_stop_notice"));
    const auto text = text_of(desk, request, "enforcement_stop_notice");
    EXPECT_THAT(text, HasSubstr("Về việc hoãn thi hành án"));
    EXPECT_THAT(text, HasSubstr("số 01/QĐ-CTHADS"));
    EXPECT_THAT(text, HasSubstr("Quyết định về việc hoãn thi hành án: số 02/QĐ-CTHADS."));
    EXPECT_THAT(text, HasSubstr("Lý do: có căn cứ của luật."));
    EXPECT_THAT(text, HasSubstr("Căn cứ Điều 48 Luật Thi hành án dân sự năm 2008 "));
    EXPECT_THAT(text, Not(HasSubstr("44a")));
    EXPECT_THAT(text, Not(HasSubstr("giải quyết hồ sơ")));
    // And what follows has its own: going on, ending
    desk.step(request, "head", "resume_case", {{"grounds", {"stop_is_over"}}});
    EXPECT_THAT(ready(desk, request), testing::Contains("enforcement_resumption_notice"));
    desk.step(request, "head", "terminate_case", stop_on("ended"));
    EXPECT_THAT(ready(desk, request), testing::Contains("enforcement_termination_notice"));
    EXPECT_THAT(ready(desk, request), Not(testing::Contains("stop_notice")));
}

TEST(the_papers_of_a_step, say_to_whom_an_enforcement_is_entrusted) {
    api_desk desk;
    const auto code = an_enforcement(desk, "interim_measure");
    desk.step(code, "head", "refer_elsewhere",
              {{"competent_office", "49"}, {"grounds", {"entrusted"}}});
    EXPECT_THAT(ready(desk, code), testing::Contains("entrustment_letter"));
    EXPECT_THAT(ready(desk, code), Not(testing::Contains("referral_letter")));
    const auto text = text_of(desk, code, "entrustment_letter");
    EXPECT_THAT(text, HasSubstr("việc thi hành án nêu trên được ủy thác cho Cục Thi hành án dân sự "
                                "tỉnh Quảng Nam, nơi có điều kiện thi hành án."));
    EXPECT_THAT(text, Not(HasSubstr("Lý do:"))) << "the ground is what the letter says already";
}

TEST(the_papers_of_a_step, give_the_day_of_the_step_when_they_are_written_later) {
    api_desk desk{"2017-06-05 09:00"};
    const auto code = an_enforcement(desk);
    desk.step(code, "head", "suspend_case",
              {{"reason", "stated"},
               {"words", "người phải thi hành án bị ốm nặng. "},
               {"grounds", {"postponed"}}});
    desk.at("2017-06-07 14:00");
    const auto text = text_of(desk, code, "enforcement_stop_notice");
    EXPECT_THAT(text, HasSubstr("ngày 07 tháng 6 năm 2017"));
    EXPECT_THAT(text, HasSubstr("nêu trên kể từ ngày 05 tháng 6 năm 2017."));
    EXPECT_THAT(text, HasSubstr("Lý do: người phải thi hành án bị ốm nặng. Khi căn cứ"));
}

TEST(the_papers_of_a_step, speak_to_an_agency_as_to_an_agency_and_leave_room_for_nobody) {
    api_desk desk;
    const auto notice_to = [&](const json& persons) {
        const auto code = testing_support::a_decided_matter(desk, "ex_officio", persons);
        desk.step(code, "head", "suspend_case", stop_on("stayed"));
        return text_of(desk, code, "enforcement_stop_notice");
    };
    const auto court =
        notice_to(json::array({a_person("applicant", "Tòa án nhân dân thành phố Cà Mau")}));
    EXPECT_THAT(court, HasSubstr("Kính gửi: Tòa án nhân dân thành phố Cà Mau "));
    EXPECT_THAT(court, HasSubstr("để quý cơ quan biết"));
    EXPECT_THAT(court, Not(HasSubstr("ông/bà")));
    const auto nobody = notice_to(json::array());
    EXPECT_THAT(nobody, HasSubstr("Kính gửi: ...................."));
    EXPECT_THAT(nobody, HasSubstr("để ông/bà biết"));
}

TEST(an_interim_measure, is_due_soon_from_its_first_moment_and_late_with_the_next_day) {
    api_desk desk{"2017-06-05 09:00"};
    const auto told = desk.give("/v1/offices/96/commands/receive_request", "counter_officer",
                                {{"procedure", "interim_measure"}, {"received_by", "counter"}});
    ASSERT_EQ(told.status, 201) << told.whole.body;
    const auto path = "/v1/cases/" + told.body["code"].get<std::string>();
    const auto owed = [&] { return desk.get(path, "head").body["deadlines"][0]; };
    EXPECT_EQ(owed()["unit"], "at_once");
    EXPECT_EQ(owed()["last_day"], "2017-06-05");
    EXPECT_EQ(owed()["state"], "due_soon");
    desk.at("2017-06-05 23:59");
    EXPECT_EQ(owed()["state"], "due_soon");
    desk.at("2017-06-06 00:00");
    EXPECT_EQ(owed()["state"], "overdue");
    // A duty of days is not due soon because it begins.
    const auto days = desk.give("/v1/offices/96/commands/receive_request", "counter_officer",
                                {{"procedure", "ex_officio"}, {"received_by", "counter"}});
    const auto other = desk.get("/v1/cases/" + days.body["code"].get<std::string>(), "head").body;
    EXPECT_EQ(other["deadlines"][0]["state"], "on_time");
}

TEST(the_archive, is_told_by_each_who_signs_and_refused_to_whom_it_is_not_the_turn) {
    api_desk desk{"2024-03-01 09:00"};
    const auto code = an_enforcement(desk);
    desk.step(code, "head", "terminate_case", stop_on("ended"));
    // It ended by a decision: until the parties are told, the officer has it in the worklist
    EXPECT_EQ(desk.get("/v1/worklist?holder=me", "enforcement_officer").each("code"),
              std::vector<std::string>{code});
    desk.step(code, "enforcement_officer", "notify_party",
              {{"way", "direct"}, {"valid_on", "2024-03-01"}});
    EXPECT_TRUE(desk.get("/v1/worklist?holder=me", "enforcement_officer").each("code").empty());
    const auto sign = [&](const char* as, const char* ground) {
        return desk.give("/v1/cases/" + code + "/commands/attach_document", as,
                         {{"grounds", {ground}}});
    };
    const auto early = sign("head", "archive_approved");
    EXPECT_EQ(early.status, 409) << early.whole.body;
    EXPECT_EQ(early.body["rule"], "archived_in_order");
    for (const auto& [who, ground] :
         {std::pair{"enforcement_officer", "archive_index"},
          std::pair{"examiner", "archive_examined"}, std::pair{"head", "archive_approved"},
          std::pair{"clerk", "archive_handed_over"}}) {
        EXPECT_EQ(sign(who, ground).status, 200) << ground;
    }
    const auto shown = desk.get("/v1/cases/" + code, "head").body;
    EXPECT_EQ(shown["archiving"], (json{"archive_index", "archive_examined", "archive_approved",
                                        "archive_handed_over"}));
    EXPECT_EQ(shown["status_label"], "Đình chỉ thi hành án");
}

} // namespace
