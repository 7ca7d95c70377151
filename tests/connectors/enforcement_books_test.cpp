#include "tests/support/decided_matter.hpp"
#include "tests/support/tools.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

/// The registers of what becomes of an enforcement after its decision: 04, 05, 09, 10 and 11 of
/// Thông tư 04/2023/TT-BTP Điều 30.
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing_support::api_desk;

json halt_on(const char* ground) {
    return {{"reason", "ground_of_the_law"}, {"grounds", {ground}}};
}

std::string an_enforcement_for(api_desk& desk, const char* name) {
    return testing_support::an_enforcement(desk, "ex_officio",
                                           json::array({{{"part", "applicant"}, {"name", name}}}));
}

json book_items(api_desk& desk, const std::string& book, const char* period = "stat-2017") {
    return desk.get("/v1/books/" + book + "?office=96&period=" + period, "head").body["items"];
}

std::vector<std::string> members_of(const json& lines, const char* member) {
    std::vector<std::string> out;
    for (const auto& one : lines) {
        out.push_back(one.value(member, ""));
    }
    return out;
}

TEST(the_registers_of_an_enforcement, hold_each_stop_by_its_ground_and_that_it_goes_on) {
    // Given an enforcement that has no means, goes on, is postponed and goes on again
    api_desk desk;
    const auto code = an_enforcement_for(desk, "Lê Thị Bưởi");
    desk.at("2017-06-05 09:00");
    desk.step(code, "head", "suspend_case", halt_on("no_means"));
    desk.at("2017-06-12 09:00");
    desk.step(code, "head", "resume_case", {{"grounds", {"new_information"}}});
    desk.at("2017-06-20 09:00");
    desk.step(code, "head", "suspend_case", halt_on("postponed"));
    desk.at("2017-06-28 09:00");
    desk.step(code, "head", "resume_case", {{"grounds", {"stop_is_over"}}});
    // And a request that is put aside before there is a decision
    const auto waits = desk.file_request();
    desk.step(waits, "counter_officer", "accept_dossier",
              {{"result_by", "at_counter"}, {"papers", {"application", "judgment"}}});
    desk.step(waits, "counter_officer", "hand_over", {{"to", "enforcement_officer"}});
    desk.step(waits, "enforcement_officer", "begin_examination");
    desk.step(waits, "enforcement_officer", "suspend_case", {{"reason", "awaiting_other_body"}});
    desk.step(waits, "enforcement_officer", "resume_case");
    // Then each stop stands in the register of its ground, by its day
    const auto without = book_items(desk, "no_means");
    ASSERT_EQ(without.size(), 1U) << without;
    EXPECT_EQ(without[0]["code"], code);
    EXPECT_EQ(without[0]["day"], "2017-06-05");
    EXPECT_EQ(without[0]["step"], "case_suspended");
    EXPECT_EQ(without[0]["step_label"], "Chưa có điều kiện thi hành án");
    EXPECT_EQ(without[0]["ground"], "no_means");
    EXPECT_EQ(without[0]["decision_number"], "01/QĐ-CTHADS");
    const auto stopped = book_items(desk, "postponements");
    EXPECT_THAT(members_of(stopped, "day"), ElementsAre("2017-06-12", "2017-06-20", "2017-06-28"))
        << "and the request without a decision nowhere";
    EXPECT_THAT(members_of(stopped, "ground"),
                ElementsAre("new_information", "postponed", "stop_is_over"));
    EXPECT_THAT(members_of(stopped, "step_label"),
                ElementsAre("Tiếp tục thi hành án", "Hoãn thi hành án", "Tiếp tục thi hành án"));
    // And page by page the same
    std::vector<std::string> paged;
    std::string cursor;
    for (int page = 0; page < 10; ++page) {
        const auto part =
            desk.get("/v1/books/postponements?office=96&period=stat-2017&limit=1" + cursor, "head");
        ASSERT_EQ(part.status, 200) << part.whole.body;
        for (const auto& day : part.each("day")) {
            paged.push_back(day);
        }
        if (!part.body.contains("next")) {
            break;
        }
        cursor = "&cursor=" + part.body["next"].get<std::string>();
    }
    EXPECT_THAT(paged, ElementsAre("2017-06-12", "2017-06-20", "2017-06-28"));
}

TEST(the_registers_of_an_enforcement, have_the_same_rows_on_screen_and_in_every_file) {
    api_desk desk;
    const auto code = an_enforcement_for(desk, "Lê Thị Bưởi");
    desk.at("2017-06-20 09:00");
    desk.step(code, "head", "suspend_case", halt_on("postponed"));
    const auto person = desk.get("/v1/cases/" + code, "head").body["persons"][0]["person"];
    desk.at("2017-06-28 09:00");
    desk.step(code, "head", "resume_case",
              {{"grounds", {"stop_is_over"}},
               {"persons",
                json::array({{{"part", "applicant"}, {"id", person}, {"name", "Lê Thị Bười"}}})}});
    desk.at("2017-10-02 09:00");
    const std::string path = "/v1/books/postponements?office=96&period=stat-2017";
    const auto screen = desk.get(path, "head").body["items"];
    ASSERT_EQ(screen.size(), 2U) << screen;
    EXPECT_EQ(screen[0]["person_before"], "Lê Thị Bưởi") << "corrected after the line was entered";
    EXPECT_FALSE(screen[1].contains("person_before")) << "and before this one was";
    std::istringstream lines{desk.get(path + "&format=jsonl", "head").whole.body};
    std::size_t at = 0;
    for (std::string line; std::getline(lines, line); ++at) {
        ASSERT_LT(at, screen.size());
        EXPECT_EQ(json::parse(line), screen[at]);
    }
    EXPECT_EQ(at, screen.size());
    const auto csv = desk.get(path + "&format=csv", "head").whole.body;
    const auto sheet =
        testing_support::words_of_xlsx(desk.get(path + "&format=xlsx", "head").whole.body);
    const auto page =
        testing_support::words_of_pdf(desk.get(path + "&format=pdf&paper=a3", "head").whole.body);
    EXPECT_THAT(csv, HasSubstr(",Số quyết định thi hành án,\"Số quyết định hoãn, tạm đình chỉ, "
                               "tiếp tục\",Nội dung,Căn cứ,Ghi chú\r\n"));
    EXPECT_THAT(csv, HasSubstr(",01/QĐ-CTHADS,02/QĐ-CTHADS,Hoãn thi hành án,"))
        << "the decision that is enforced, and the one that postpones it";
    EXPECT_EQ(screen[1]["step_number"], "03/QĐ-CTHADS");
    for (const auto* printed : {&csv, &sheet}) { // on paper the cell may take two lines
        EXPECT_THAT(*printed, HasSubstr("Hoãn thi hành án"));
        EXPECT_THAT(*printed, HasSubstr("Tiếp tục thi hành án"));
    }
    for (const auto* printed : {&sheet, &page}) {
        EXPECT_THAT(*printed, HasSubstr("SỔ HOÃN, TẠM ĐÌNH CHỈ, TIẾP TỤC THI HÀNH ÁN"));
        EXPECT_THAT(*printed,
                    HasSubstr("Cộng quý II năm 2017 (01/04/2017 đến 30/06/2017): 2 lượt."));
        EXPECT_THAT(*printed, HasSubstr("Cộng cả năm 2017 (01/10/2016 đến 30/09/2017): 2 lượt."));
    }
    EXPECT_THAT(sheet, HasSubstr("đã sửa đổi, bổ sung ngày 28/06/2017"));
    // And closed, it keeps what each step was and why, and nobody's name
    const std::string closing = "/v1/offices/96/closings/postponements/stat-2017";
    ASSERT_EQ(desk.give(closing, "head", json::object()).status, 200);
    const auto kept = desk.get(closing, "head");
    EXPECT_EQ(kept.body["lines"][0]["step"], "case_suspended");
    EXPECT_EQ(kept.body["lines"][0]["grounds"], json::array({"postponed"}));
    EXPECT_EQ(kept.body["lines"][1]["decision_number"], "01/QĐ-CTHADS");
    EXPECT_EQ(kept.body["lines"][1]["step_number"], "03/QĐ-CTHADS");
    EXPECT_THAT(kept.whole.body, Not(HasSubstr("Lê Thị")));
}

TEST(the_registers_of_an_enforcement, say_where_it_went_and_how_it_ended) {
    api_desk desk;
    const auto ended = an_enforcement_for(desk, "Lê Thị Bưởi");
    const auto entrusted = an_enforcement_for(desk, "Trần Văn Cam");
    const auto referred = desk.file_request();
    desk.step(ended, "head", "terminate_case", halt_on("ended"));
    desk.step(entrusted, "head", "refer_elsewhere",
              {{"competent_office", "49"}, {"grounds", {"entrusted"}}});
    desk.step(referred, "counter_officer", "refer_elsewhere", {{"competent_office", "49"}});
    const auto ends = book_items(desk, "terminations");
    ASSERT_EQ(ends.size(), 1U) << ends;
    EXPECT_EQ(ends[0]["code"], ended);
    EXPECT_EQ(ends[0]["step_label"], "Đình chỉ thi hành án");
    EXPECT_EQ(ends[0]["step_number"], "03/QĐ-CTHADS") << "after the two that are enforced";
    const auto sent = book_items(desk, "entrustments_sent");
    ASSERT_EQ(sent.size(), 1U) << "a request that belongs elsewhere is not entrusted: " << sent;
    EXPECT_EQ(sent[0]["code"], entrusted);
    EXPECT_EQ(sent[0]["step_number"], "04/QĐ-CTHADS");
    EXPECT_EQ(sent[0]["step_label"],
              "Ủy thác thi hành án cho Cục Thi hành án dân sự tỉnh Quảng Nam");
}

TEST(the_registers_of_an_enforcement, keep_what_was_corrected_and_what_was_revoked) {
    api_desk desk;
    const auto code = an_enforcement_for(desk, "Lê Thị Bưởi");
    desk.at("2017-06-05 09:00");
    desk.step(code, "clerk", "correct_decision");
    desk.at("2017-06-06 09:00");
    desk.step(code, "head", "withdraw_decision");
    desk.step(code, "enforcement_officer", "submit_draft", {{"proposal", "grant"}});
    desk.step(code, "head", "sign_decision");
    desk.step(code, "clerk", "issue_decision");
    const auto lines = book_items(desk, "revocations");
    EXPECT_THAT(members_of(lines, "step_label"),
                ElementsAre("Sửa đổi, bổ sung quyết định", "Thu hồi quyết định"));
    EXPECT_THAT(members_of(lines, "decision_number"), ElementsAre("01/QĐ-CTHADS", "01/QĐ-CTHADS"))
        << "each about the decision that stood when it came, whatever stands now";
    EXPECT_THAT(members_of(lines, "step_number"), ElementsAre("02/QĐ-CTHADS", "03/QĐ-CTHADS"));
    EXPECT_EQ(lines[1]["struck"], false);
    EXPECT_FALSE(lines[1].contains("decision_before")) << lines[1];
}

} // namespace
