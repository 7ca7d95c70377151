#include "connectors/accounts/accounting_matters.hpp"
#include "projections/store.hpp"
#include "tests/support/decided_matter.hpp"
#include "tests/support/form_texts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

/// One decision, one notice of docketing or one request for several cases: what one case has is
/// looked for in the other, shown in both and counted once.
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;
using testing_support::api_answer;
using testing_support::api_desk;
using testing_support::words_of;

json case_as_shown(api_desk& desk, const std::string& code) {
    return desk.get("/v1/cases/" + code, "head").body;
}

json last_step_of(api_desk& desk, const std::string& code) {
    return desk.get("/v1/cases/" + code + "/history", "head").body["items"].back();
}

/// A request of which only the decision's number is missing.
std::string a_signed_request(api_desk& desk) {
    auto code = desk.file_request();
    desk.step(code, "counter_officer", "accept_dossier",
              {{"result_by", "at_counter"}, {"papers", {"application", "judgment"}}});
    desk.step(code, "counter_officer", "hand_over", {{"to", "enforcement_officer"}});
    desk.step(code, "enforcement_officer", "begin_examination");
    desk.step(code, "enforcement_officer", "submit_draft", {{"proposal", "grant"}});
    desk.step(code, "head", "sign_decision");
    return code;
}

json of_several_creditors(const std::string& with) {
    return {{"common_with", with}, {"common_ground", "several_creditors"}};
}

api_answer issues(api_desk& desk, const std::string& code, const json& what) {
    return desk.give("/v1/cases/" + code + "/commands/issue_decision", "clerk", what);
}

/// Two requests against one debtor, under one decision.
struct decided_together {
    api_desk desk;
    std::string first = a_signed_request(desk);
    std::string second = a_signed_request(desk);

    decided_together() {
        desk.step(first, "clerk", "issue_decision");
        desk.step(second, "clerk", "issue_decision", of_several_creditors(first));
    }
};

TEST(a_decision_for_several_cases, takes_one_number_and_is_shown_in_each) {
    decided_together office;
    auto& desk = office.desk;
    EXPECT_EQ(case_as_shown(desk, office.first)["decision_number"], "01/QĐ-CTHADS");
    EXPECT_EQ(case_as_shown(desk, office.second)["decision_number"], "01/QĐ-CTHADS");
    EXPECT_EQ(case_as_shown(desk, office.second)["common_with"], office.first);
    EXPECT_FALSE(case_as_shown(desk, office.first).contains("common_with"));
    const auto issued = last_step_of(desk, office.second);
    EXPECT_EQ(issued["detail"]["common_with"], office.first);
    EXPECT_EQ(issued["detail"]["number"], "01/QĐ-CTHADS");
    EXPECT_EQ(issued["detail"]["common_ground"], "several_creditors");
    // Each of them tells of the other
    const auto beside = [&](const std::string& code) {
        return desk.get("/v1/cases/" + code + "/sharing", "head").body["items"];
    };
    const auto of_first = beside(office.first);
    ASSERT_EQ(of_first.size(), 1U) << of_first;
    EXPECT_EQ(of_first[0]["code"], office.second);
    EXPECT_EQ(of_first[0]["kind"], "paper");
    EXPECT_EQ(of_first[0]["leads"], false);
    const auto of_second = beside(office.second);
    ASSERT_EQ(of_second.size(), 1U) << of_second;
    EXPECT_EQ(of_second[0]["code"], office.first);
    EXPECT_EQ(of_second[0]["leads"], true);
    // Numbers stay dense
    const auto third = a_signed_request(desk);
    desk.step(third, "clerk", "issue_decision");
    EXPECT_EQ(case_as_shown(desk, third)["decision_number"], "02/QĐ-CTHADS");
    // The letter of each says whom else the decision is about
    for (const auto& [code, other] :
         {std::pair{office.first, office.second}, std::pair{office.second, office.first}}) {
        const auto page = desk.get("/v1/cases/" + code + "/documents/result_notice.txt", "head");
        ASSERT_EQ(page.status, 200) << page.whole.body;
        EXPECT_THAT(words_of(page.whole.body), HasSubstr("quyết định chung"));
        EXPECT_THAT(words_of(page.whole.body), HasSubstr(other));
    }
    const auto alone = desk.get("/v1/cases/" + third + "/documents/result_notice.txt", "head");
    EXPECT_THAT(words_of(alone.whole.body), Not(HasSubstr("quyết định chung")));
}

TEST(a_decision_for_several_cases, is_refused_where_the_other_case_has_none) {
    api_desk desk;
    const auto first = a_signed_request(desk);
    const auto second = a_signed_request(desk);
    const auto third = a_signed_request(desk);
    const auto rule_of = [&](const std::string& code, const json& what) {
        const auto no = issues(desk, code, what);
        EXPECT_EQ(no.status, 409) << no.whole.body;
        EXPECT_NE(no.body.value("source", ""), "") << "the law is named";
        return no.body.value("rule", "");
    };
    EXPECT_EQ(rule_of(second, of_several_creditors(first)), "common_decision_stands");
    EXPECT_EQ(rule_of(second, of_several_creditors(second)), "named_case_is_of_its_kind");
    EXPECT_EQ(issues(desk, second, of_several_creditors("000.00.96.G15-170601-9999")).status, 404);
    const auto other_kind = testing_support::a_decided_matter(desk, "ex_officio", json::array());
    EXPECT_EQ(rule_of(second, of_several_creditors(other_kind)), "named_case_is_of_its_kind");
    desk.step(first, "clerk", "issue_decision");
    EXPECT_EQ(rule_of(second, {{"common_with", first}}), "common_decision_is_lawful");
    EXPECT_EQ(issues(desk, second, {{"common_ground", "joint_duty"}}).code(), "invalid_input");
    desk.step(second, "clerk", "issue_decision", of_several_creditors(first));
    EXPECT_EQ(rule_of(third, of_several_creditors(second)), "named_case_leads");
    // What was withdrawn covers nobody; those that have it withdraw it each for itself
    desk.step(first, "head", "withdraw_decision");
    EXPECT_EQ(rule_of(third, of_several_creditors(first)), "common_decision_stands");
    EXPECT_EQ(case_as_shown(desk, second)["common_with"], first);
    desk.step(second, "head", "withdraw_decision");
    EXPECT_FALSE(case_as_shown(desk, second).contains("common_with"));
    EXPECT_THAT(desk.get("/v1/cases/" + first + "/sharing", "head").each("code"), IsEmpty());
}

TEST(a_decision_for_several_cases, is_offered_with_the_grounds_of_its_law) {
    api_desk desk;
    const auto code = a_signed_request(desk);
    const auto steps = desk.get("/v1/cases/" + code + "/next", "clerk").body["items"];
    for (const auto& step : steps) {
        const auto stated = step["may_state"].get<std::vector<std::string>>();
        if (step["command"] == "issue_decision") {
            EXPECT_THAT(stated, ElementsAre("common_with", "common_ground=several_creditors",
                                            "common_ground=joint_duty"));
        } else {
            EXPECT_THAT(stated, IsEmpty()) << step;
        }
    }
}

TEST(a_decision_for_several_cases, stands_in_the_docket_under_one_number) {
    decided_together office;
    auto& desk = office.desk;
    for (const auto& code : {office.first, office.second}) {
        desk.step(code, "head", "assign_officer", {{"officer", "enforcement_officer"}});
        desk.step(code, "enforcement_officer", "open_enforcement_file");
    }
    const auto lines = desk.get("/v1/books/docketing?office=96&period=stat-2017", "head");
    ASSERT_EQ(lines.status, 200) << lines.whole.body;
    EXPECT_THAT(lines.each("code"), UnorderedElementsAre(office.first, office.second));
    EXPECT_THAT(lines.each("decision_number"), ElementsAre("01/QĐ-CTHADS", "01/QĐ-CTHADS"));
    EXPECT_THAT(lines.each("note"),
                UnorderedElementsAre("Quyết định chung với hồ sơ " + office.second + ".",
                                     "Quyết định chung với hồ sơ " + office.first + "."));
}

TEST(a_decision_for_several_cases, is_told_to_each_as_that_of_all) {
    decided_together office;
    auto& desk = office.desk;
    const auto third = a_signed_request(desk);
    desk.step(third, "clerk", "issue_decision", of_several_creditors(office.first));
    const std::vector all{office.first, office.second, third};
    for (const auto& code : all) {
        const auto page = desk.get("/v1/cases/" + code + "/documents/result_notice.txt", "head");
        ASSERT_EQ(page.status, 200) << page.whole.body;
        const auto words = words_of(page.whole.body);
        const auto from = words.find("ra cả cho các hồ sơ");
        ASSERT_NE(from, std::string::npos) << words;
        const auto list = words.substr(from, words.find(". ", from) - from);
        for (const auto& other : all) {
            EXPECT_EQ(list.find(other) != std::string::npos, other != code) << code << ": " << list;
        }
    }
}

TEST(a_decision_for_several_cases, is_not_what_the_first_of_them_is_decided_anew) {
    decided_together office;
    auto& desk = office.desk;
    desk.step(office.first, "head", "withdraw_decision");
    desk.step(office.first, "enforcement_officer", "submit_draft", {{"proposal", "grant"}});
    desk.step(office.first, "head", "sign_decision");
    desk.step(office.first, "clerk", "issue_decision");
    ASSERT_EQ(case_as_shown(desk, office.first)["decision_number"], "03/QĐ-CTHADS")
        << "the withdrawal has the second";
    const auto notice = [&](const std::string& code) {
        const auto page = desk.get("/v1/cases/" + code + "/documents/result_notice.txt", "head");
        EXPECT_EQ(page.status, 200) << page.whole.body;
        return words_of(page.whole.body);
    };
    EXPECT_THAT(notice(office.first), Not(HasSubstr("quyết định chung")));
    EXPECT_THAT(notice(office.second), HasSubstr("quyết định chung")) << "which is still its own";
    const auto beside = desk.get("/v1/cases/" + office.first + "/sharing", "head");
    ASSERT_EQ(beside.each("code"), std::vector{office.second});
    EXPECT_EQ(beside.body["items"][0]["decision_number"], "01/QĐ-CTHADS") << "as it stands";
}

TEST(a_decision_for_several_cases, is_in_the_accountants_books_that_of_the_case_that_issued_it) {
    api_desk desk;
    const auto first = a_signed_request(desk);
    const auto second = a_signed_request(desk);
    desk.step(first, "clerk", "issue_decision");
    desk.at("2017-06-01 15:00");
    desk.step(second, "clerk", "issue_decision", of_several_creditors(first));
    const auto view = desk.on().store().view();
    const auto day = *events::date_from_text("2017-06-30");
    connectors::accounting_matters matters{view, events::office_code{"96"}, day};
    connectors::accounting_line line;
    line.voucher = "PT-9";
    line.dated = day;
    line.matter = "01/QĐ-CTHADS";
    const auto* found = matters.find(line);
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->code, first);
    line.matter = second;
    found = matters.find(line);
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->code, second) << "by its code";
}

json figures_of(api_desk& desk, const char* period) {
    const auto told = desk.get("/v1/statistics/enforcement?office=96&period=" + std::string{period},
                               "statistician");
    EXPECT_EQ(told.status, 200) << told.whole.body;
    return told.body["total"];
}

std::vector<std::string> cases_behind(api_desk& desk, const char* period, const char* column) {
    return desk
        .get("/v1/statistics/enforcement/cases?office=96&period=" + std::string{period} +
                 "&column=" + column,
             "statistician")
        .each("code");
}

TEST(a_decision_for_several_cases, is_one_matter_of_the_statistics_and_all_that_was_paid) {
    decided_together office;
    auto& desk = office.desk;
    for (const auto& [code, amount] :
         {std::pair{office.first, 3'000'000}, std::pair{office.second, 2'000'000}}) {
        desk.step(code, "enforcement_officer", "record_performance",
                  {{"extent", "part"}, {"amount", amount}});
    }
    const auto total = figures_of(desk, "stat-2017");
    EXPECT_EQ(total["figures"]["total"], 1);
    EXPECT_EQ(total["figures"]["new"], 1);
    EXPECT_EQ(total["figures"]["with_means"], 1);
    EXPECT_EQ(total["figures"]["done_in_part"], 1);
    EXPECT_EQ(total["figures"]["carried_on"], 1);
    EXPECT_EQ(total["amount"], 5'000'000) << "to both creditors";
    for (const auto* column : {"total", "new", "with_means", "done_in_part", "carried_on"}) {
        EXPECT_EQ(cases_behind(desk, "stat-2017", column), std::vector{office.first}) << column;
    }
}

TEST(a_decision_for_several_cases, is_counted_anew_where_a_case_gets_one_of_its_own) {
    decided_together office;
    auto& desk = office.desk;
    desk.at("2017-11-01 09:00");
    EXPECT_EQ(figures_of(desk, "stat-2018")["figures"]["carried_over"], 1);
    desk.step(office.second, "head", "withdraw_decision");
    EXPECT_EQ(figures_of(desk, "stat-2018")["figures"]["total"], 1);
    EXPECT_EQ(figures_of(desk, "stat-2018")["figures"]["revoked"], 0);
    desk.step(office.second, "enforcement_officer", "submit_draft", {{"proposal", "grant"}});
    desk.step(office.second, "head", "sign_decision");
    desk.step(office.second, "clerk", "issue_decision");
    const auto counted = figures_of(desk, "stat-2018")["figures"];
    EXPECT_EQ(counted["total"], 2);
    EXPECT_EQ(counted["carried_over"], 1);
    EXPECT_EQ(counted["new"], 1);
    EXPECT_EQ(cases_behind(desk, "stat-2018", "new"), std::vector{office.second});
    EXPECT_EQ(figures_of(desk, "stat-2017")["figures"]["total"], 1) << "as it was counted";
}

/// A judgment that a court hands over, of whose decision only the number is missing.
std::string a_signed_judgment(api_desk& desk, json more) {
    json what{{"procedure", "ex_officio"}, {"received_by", "post"}};
    what.update(more);
    const auto told = desk.give("/v1/offices/96/commands/receive_request", "counter_officer", what);
    EXPECT_EQ(told.status, 201) << told.whole.body;
    auto code = told.body.value("code", "");
    desk.step(code, "enforcement_officer", "begin_examination");
    desk.step(code, "enforcement_officer", "submit_draft", {{"proposal", "grant"}});
    desk.step(code, "head", "sign_decision");
    return code;
}

TEST(a_decision_ex_officio, is_one_for_the_items_of_one_judgment) {
    api_desk desk{"2021-06-01 09:00"};
    const auto first = a_signed_judgment(desk, {{"judgment", "12/2021/HS-ST"}});
    const auto second = a_signed_judgment(desk, {{"judgment", "12/2021/HS-ST"}});
    const auto of_another = a_signed_judgment(desk, {{"judgment", "13/2021/HS-ST"}});
    const auto unnamed = a_signed_judgment(desk, json::object());
    desk.step(first, "clerk", "issue_decision");
    const json with_first{{"common_with", first}, {"common_ground", "one_judgment"}};
    const auto no = issues(desk, of_another, with_first);
    EXPECT_EQ(no.body.value("rule", ""), "common_decision_is_of_one_judgment");
    EXPECT_THAT(no.body.value("source", ""), HasSubstr("62/2015/NĐ-CP Điều 6.1"));
    for (const auto& code : {second, unnamed}) {
        desk.step(code, "clerk", "issue_decision", with_first);
        EXPECT_EQ(case_as_shown(desk, code)["decision_number"], "01/QĐ-CTHADS");
    }
    // A joint duty may stand in several judgments
    desk.step(of_another, "clerk", "issue_decision",
              {{"common_with", first}, {"common_ground", "joint_duty"}});
    EXPECT_THAT(desk.get("/v1/cases/" + first + "/sharing", "head").each("code"),
                UnorderedElementsAre(second, unnamed, of_another));
}

TEST(a_judgment_about_several_persons, has_a_case_for_each_from_the_same_moment) {
    api_desk desk{"2021-06-01 09:00"};
    const auto first = a_signed_judgment(desk, {{"judgment", "12/2021/HS-ST"}});
    desk.at("2021-06-02 10:00");
    const auto told = desk.give(
        "/v1/offices/96/commands/receive_request", "counter_officer",
        {{"procedure", "ex_officio"}, {"received_by", "post"}, {"shares_request_of", first}});
    ASSERT_EQ(told.status, 201) << told.whole.body;
    const auto of_another = desk.give("/v1/offices/96/commands/receive_request", "counter_officer",
                                      {{"procedure", "ex_officio"},
                                       {"received_by", "post"},
                                       {"judgment", "13/2021/HS-ST"},
                                       {"shares_request_of", first}});
    EXPECT_EQ(of_another.code(), "invalid_input") << of_another.whole.body;
    EXPECT_THAT(of_another.whole.body, HasSubstr("/judgment"));
    const auto second = told.body.value("code", "");
    EXPECT_EQ(case_as_shown(desk, second)["received_at"],
              case_as_shown(desk, first)["received_at"]);
    EXPECT_EQ(last_step_of(desk, second)["detail"]["judgment"], "12/2021/HS-ST");
    const auto lines = desk.get("/v1/books/judgments_received?office=96&period=stat-2021", "head");
    ASSERT_EQ(lines.status, 200) << lines.whole.body;
    EXPECT_THAT(lines.each("note"),
                UnorderedElementsAre("Cùng một bản án với hồ sơ " + second + ".",
                                     "Cùng một bản án với hồ sơ " + first + "."));
}

std::string complaint_of(api_desk& desk, const char* name) {
    const auto told =
        desk.give("/v1/offices/96/commands/receive_complaint", "counter_officer",
                  {{"received_by", "counter"},
                   {"kind", "coercive_measure"},
                   {"against_head", false},
                   {"persons", json::array({{{"part", "complainant"}, {"name", name}}})}});
    EXPECT_EQ(told.status, 201) << told.whole.body;
    return told.body.value("code", "");
}

TEST(a_notice_of_docketing_for_several_complaints, lists_them_and_is_issued_once) {
    api_desk desk{"2022-03-01 09:00"};
    const auto first = complaint_of(desk, "Lê Thị Bưởi");
    const auto second = complaint_of(desk, "Phạm Văn Cam");
    const json with_first{{"common_with", first}};
    const auto too_early =
        desk.give("/v1/cases/" + second + "/commands/docket_complaint", "head", with_first);
    EXPECT_EQ(too_early.body.value("rule", ""), "common_notice_stands");
    EXPECT_THAT(too_early.body.value("source", ""), HasSubstr("13/2021/TT-BTP Điều 9.1"));
    desk.step(first, "head", "docket_complaint");
    const auto form = [](const std::string& code) {
        return "/v1/cases/" + code + "/documents/complaint_docketing_notice.txt";
    };
    EXPECT_THAT(words_of(desk.get(form(first), "head").whole.body),
                Not(HasSubstr("thông báo thụ lý chung")));
    desk.step(second, "head", "docket_complaint", with_first);
    // Each has its line in the docket, and the notice is that of the first
    const auto page = words_of(desk.get(form(first), "head").whole.body);
    for (const auto& part :
         {std::string{"thông báo thụ lý chung"}, first, second, std::string{"01/TL"},
          std::string{"02/TL"}, std::string{"Lê Thị Bưởi"}, std::string{"Phạm Văn Cam"}}) {
        EXPECT_THAT(page, HasSubstr(part));
    }
    const auto elsewhere = desk.get(form(second), "head");
    EXPECT_EQ(elsewhere.code(), "slip_not_ready");
    EXPECT_THAT(elsewhere.whole.body, HasSubstr(first)) << "where it is issued";
    const auto lines = desk.get("/v1/books/complaints_docketed?office=96&period=stat-2022", "head");
    EXPECT_THAT(lines.each("note"),
                UnorderedElementsAre("Thông báo thụ lý chung với hồ sơ " + second + ".",
                                     "Thông báo thụ lý chung với hồ sơ " + first + "."));
    // Who was erased stands in the list by the code alone
    const auto person = case_as_shown(desk, second)["persons"][0]["person"];
    desk.on().vault().destroy(events::person_id{person.get<std::string>()});
    const auto after = words_of(desk.get(form(first), "head").whole.body);
    EXPECT_THAT(after, HasSubstr(second));
    EXPECT_THAT(after, Not(HasSubstr("Phạm Văn Cam")));
}

TEST(a_notice_of_docketing_for_several_complaints, lists_none_of_them_for_a_second_complaint) {
    api_desk desk{"2022-03-01 09:00"};
    connectors::grant_as_installation(desk.on(), "above", events::role::head, "*", true);
    const auto first = complaint_of(desk, "Lê Thị Bưởi");
    const auto second = complaint_of(desk, "Phạm Văn Cam");
    desk.step(first, "head", "docket_complaint");
    desk.step(second, "head", "docket_complaint", {{"common_with", first}});
    // One of the two complains a second time, alone
    desk.step(first, "head", "resolve_complaint", {{"result", "wrong"}, {"measure", "keep"}});
    desk.step(first, "head", "send_resolution");
    desk.step(first, "counter_officer", "lodge_second_complaint");
    desk.step(first, "above", "docket_complaint");
    const auto notice =
        desk.get("/v1/cases/" + first + "/documents/complaint_docketing_notice.txt", "head");
    ASSERT_EQ(notice.status, 200) << notice.whole.body;
    EXPECT_THAT(words_of(notice.whole.body), HasSubstr("03/TL"));
    EXPECT_THAT(words_of(notice.whole.body), Not(HasSubstr("thông báo thụ lý chung")));
    EXPECT_THAT(words_of(notice.whole.body), Not(HasSubstr("Phạm Văn Cam")));
    const auto lines = desk.get("/v1/books/complaints_docketed?office=96&period=stat-2022", "head");
    EXPECT_THAT(lines.each("code"), UnorderedElementsAre(first, first, second));
    std::size_t notes = 0;
    for (const auto& line : lines.body["items"]) {
        notes += line.contains("note") ? 1 : 0;
    }
    EXPECT_EQ(notes, 2U) << "of the two that were docketed together";
}

/// A request of July 2026, of a judgment; with what else is said of it.
json request_of_2026(json more = json::object()) {
    json out{{"procedure", "enf_request"}, {"received_by", "counter"}};
    out.update(more);
    return out;
}

std::string filed(api_desk& desk, const json& what) {
    const auto told = desk.give("/v1/offices/96/commands/receive_request", "counter_officer", what);
    EXPECT_EQ(told.status, 201) << told.whole.body;
    return told.body.value("code", "");
}

json since_of_periods(const json& shown) {
    json out = json::object();
    for (const auto& one : shown["deadlines"]) {
        out[one["id"].get<std::string>()] = {one["since"], one["due"]};
    }
    return out;
}

TEST(a_request_against_several_debtors, has_a_case_for_each_from_the_same_moment) {
    api_desk desk{"2026-07-06 09:00"};
    const auto first = filed(desk, request_of_2026({{"judgment", "12/2026/DS-ST"},
                                                    {"judgment_date", "2026-05-20"},
                                                    {"request_date", "2026-07-03"}}));
    desk.at("2026-07-08 10:00");
    const auto second = filed(
        desk, request_of_2026(
                  {{"shares_request_of", first},
                   {"persons", json::array({{{"part", "debtor"}, {"name", "Trần Văn Nợ"}}})}}));
    const auto one = case_as_shown(desk, first);
    const auto other = case_as_shown(desk, second);
    EXPECT_EQ(other["received_at"], one["received_at"]) << "the request came once";
    EXPECT_FALSE(since_of_periods(one).empty());
    EXPECT_EQ(since_of_periods(other), since_of_periods(one));
    EXPECT_EQ(other["shares_request_of"], first);
    const auto came = last_step_of(desk, second)["detail"];
    EXPECT_EQ(came["judgment"], "12/2026/DS-ST");
    EXPECT_EQ(came["judgment_date"], "2026-05-20");
    EXPECT_EQ(came["request_date"], "2026-07-03");
    for (const auto& [code, beside] : {std::pair{first, second}, std::pair{second, first}}) {
        const auto told = desk.get("/v1/cases/" + code + "/sharing", "head");
        EXPECT_THAT(told.each("code"), ElementsAre(beside));
        EXPECT_THAT(told.each("kind"), ElementsAre("request"));
    }
}

TEST(a_request_against_several_debtors, is_one_that_is_still_here) {
    api_desk desk{"2026-07-06 09:00"};
    const auto first = filed(desk, request_of_2026());
    desk.at("2026-07-08 10:00");
    const auto answer = [&](const json& more) {
        return desk.give("/v1/offices/96/commands/receive_request", "counter_officer",
                         request_of_2026(more));
    };
    const auto another_time =
        answer({{"shares_request_of", first}, {"happened_at", "2026-07-07T09:00:00+07:00"}});
    EXPECT_EQ(another_time.code(), "invalid_input");
    EXPECT_THAT(another_time.whole.body, HasSubstr("/happened_at"));
    EXPECT_EQ(answer({{"shares_request_of", first}, {"procedure", "officer_change"}})
                  .body.value("rule", ""),
              "named_case_is_of_its_kind");
    // Asked again after the first has gone, what was done is found done
    const auto again = [&] {
        connectors::http_headers headers;
        headers.add("Content-Type", "application/json");
        headers.add("Idempotency-Key", "the-second-debtor");
        return desk.ask("POST /v1/offices/96/commands/receive_request", "counter_officer",
                        request_of_2026({{"shares_request_of", first}}).dump(), headers);
    };
    const auto second = again();
    ASSERT_EQ(second.status, 201) << second.whole.body;
    EXPECT_EQ(answer({{"shares_request_of", second.body["code"]}}).body.value("rule", ""),
              "named_case_leads");
    desk.step(first, "counter_officer", "withdraw_request");
    const auto repeated = again();
    EXPECT_EQ(repeated.status, 200) << repeated.whole.body;
    EXPECT_EQ(repeated.body["code"], second.body["code"]);
    const auto no = answer({{"shares_request_of", first}});
    EXPECT_EQ(no.body.value("rule", ""), "shared_request_stands");
    EXPECT_THAT(no.body.value("source", ""), HasSubstr("152/2026/NĐ-CP Điều 11.1"));
}

TEST(a_request_against_several_debtors, is_not_sought_in_a_case_that_no_request_opened) {
    api_desk desk{"2026-07-06 09:00"};
    const auto complaint = complaint_of(desk, "Lê Thị Bưởi");
    const auto no = desk.give(
        "/v1/offices/96/commands/receive_request", "counter_officer",
        {{"procedure", "complaint"}, {"received_by", "counter"}, {"shares_request_of", complaint}});
    EXPECT_EQ(no.status, 409) << no.whole.body;
    EXPECT_EQ(no.body.value("rule", ""), "shared_request_stands");
}

TEST(a_request_against_several_debtors, has_one_decision_before_july_2026) {
    api_desk desk;
    const auto first = desk.file_request();
    const auto no = desk.give("/v1/offices/96/commands/receive_request", "counter_officer",
                              request_of_2026({{"shares_request_of", first}}));
    EXPECT_EQ(no.body.value("rule", ""), "one_decision_for_each_debtor");
}

} // namespace
