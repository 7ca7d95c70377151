#include "connectors/duties/mail_intake.hpp"
#include "connectors/reports/one_stop.hpp"
#include "connectors/seeding/seed.hpp"
#include "tests/support/counter_work.hpp"
#include "tests/support/decided_matter.hpp"
#include "tests/support/fill.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/http_call.hpp"
#include "tests/support/tools.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;
using testing::UnorderedElementsAre;
using testing_support::api_answer;
using testing_support::api_desk;

std::vector<json> json_lines_of(const std::string& text) {
    std::vector<json> out;
    std::istringstream lines{text};
    for (std::string line; std::getline(lines, line);) {
        out.push_back(json::parse(line));
    }
    return out;
}

/// At office 96, in the statistics year 2017: one request returned on time, one refused for want of
/// a right, one with an apology and still open, one only received.
struct reporting_office {
    api_desk desk{"2017-06-01 08:30"};
    std::string returned;
    std::string refused;
    std::string late;
    std::string waiting;

    reporting_office() {
        returned = desk.file_request();
        refused = desk.file_request();
        late = desk.file_request("result_confirm");
        waiting = desk.file_request("fee_relief");
        accept(returned, {"application", "judgment"});
        desk.step(returned, "counter_officer", "hand_over", {{"to", "enforcement_officer"}});
        testing_support::decide(desk, returned);
        desk.at("2017-06-08 09:00");
        desk.step(returned, "counter_officer", "return_result", {{"by", "at_counter"}});
        desk.step(refused, "head", "refuse_request", {{"grounds", {"no_right"}}});
        accept(late, {"application"});
        desk.step(late, "head", "apologise",
                  {{"promised_at", "2017-06-20T02:00:00Z"},
                   {"reason", "stated"},
                   {"words", "Khối lượng công việc lớn"}});
    }
    void accept(const std::string& code, const std::vector<std::string>& handed_in) {
        desk.step(code, "counter_officer", "accept_dossier",
                  {{"result_by", "at_counter"}, {"papers", handed_in}});
    }
    [[nodiscard]] api_answer report(const std::string& period, const std::string& more = {}) {
        return desk.get("/v1/reports/one-stop?office=96&period=" + period + more, "head");
    }
    [[nodiscard]] std::size_t cases(const std::string& period, const std::string& figure) {
        std::size_t out = 0;
        std::string cursor;
        for (int page = 0; page < 50; ++page) {
            const auto one =
                desk.get("/v1/reports/one-stop/cases?limit=1&office=96&period=" + period +
                             "&figure=" + figure + cursor,
                         "statistician");
            EXPECT_EQ(one.status, 200) << figure << one.whole.body;
            out += one.each("code").size();
            if (!one.body.contains("next")) {
                break;
            }
            cursor = "&cursor=" + one.body["next"].get<std::string>();
        }
        return out;
    }
};

TEST(one_stop_report, rounds_a_share_as_the_published_figures_are_rounded) {
    const auto rows = json::parse(testing_support::source_file("tests/golden/shares.json"));
    ASSERT_EQ(rows.size(), 8U);
    for (const auto& row : rows) {
        connectors::report_row figures;
        const auto good = row["good"].get<std::int64_t>();
        figures[connectors::report_figure::returned_early] = good / 2;
        figures[connectors::report_figure::returned_on_time] = good - good / 2;
        figures[connectors::report_figure::returned_late] = row["all"].get<std::int64_t>() - good;
        EXPECT_EQ(figures.on_time_share(), row["share"].get<std::int64_t>()) << row;
    }
    EXPECT_EQ(connectors::report_row{}.on_time_share(), std::nullopt);
}

TEST(one_stop_report, counts_what_happened_and_balances_against_the_cases_themselves) {
    reporting_office office;
    office.desk.at("2017-10-02 08:00");
    const auto told = office.report("stat-2017");
    ASSERT_EQ(told.status, 200) << told.whole.body;
    const auto& total = told.body["total"]["figures"];
    EXPECT_EQ(total["received"], 4);
    EXPECT_EQ(total["received_counter"], 4);
    EXPECT_EQ(total["returned_on_time"], 1);
    EXPECT_EQ(total["refused_no_right"], 1);
    EXPECT_EQ(total["refused_other"], 0);
    EXPECT_EQ(total["apologies"], 1);
    EXPECT_EQ(total["in_progress"], 2);
    EXPECT_EQ(total["overdue"], 1); // the other one's period has not begun: its papers are missing
    EXPECT_EQ(total["not_yet_due"], 1);
    EXPECT_EQ(told.body["identity"]["holds"], true);
    EXPECT_EQ(told.body["total"]["on_time_share"], 10'000);
    EXPECT_EQ(told.body["units"][0]["rank"], 1);
}

TEST(one_stop_report, has_exactly_its_cases_behind_every_figure) {
    reporting_office office;
    office.desk.at("2017-10-02 08:00");
    for (const std::string period : {"stat-2017", "stat-2017-m6", "stat-2018", "2017-06"}) {
        const auto told = office.report(period);
        int seen = 0;
        for (const auto& [figure, count] : told.body["total"]["figures"].items()) {
            EXPECT_EQ(office.cases(period, figure), count.get<std::size_t>())
                << period << " " << figure;
            ++seen;
        }
        EXPECT_EQ(seen, 35);
    }
}

/// Cases of a page that cannot be longer, by the value that a row has.
std::size_t cases_of_row(reporting_office& office, const std::string& target,
                         const std::string& procedure) {
    const auto told = office.desk.get(target + "&limit=200&procedure=" + procedure, "head");
    EXPECT_EQ(told.status, 200) << told.whole.body;
    return told.each("code").size();
}

TEST(one_stop_report, has_exactly_its_cases_behind_the_rows_also_of_no_procedure) {
    reporting_office office;
    const auto mail = office.desk.on().intake().take(
        events::office_code{"96"},
        "From: a@example.vn\r\nSubject: Xin hỏi\r\n\r\nCho tôi hỏi.\r\n");
    ASSERT_EQ(mail.outcome, events::mail_outcome::new_case);
    const auto told = office.report("stat-2017").body;
    std::map<std::string, std::size_t> rows;
    for (const auto& row : told["rows"]) {
        const auto procedure = row["procedure"].get<std::string>();
        ++rows[procedure];
        for (const auto& [figure, count] : row["figures"].items()) {
            EXPECT_EQ(cases_of_row(office,
                                   "/v1/reports/one-stop/cases?office=96&period=stat-2017&figure=" +
                                       figure,
                                   procedure),
                      count.get<std::size_t>())
                << procedure << " " << figure;
        }
    }
    EXPECT_EQ(rows[""], 1U) << "nobody has said what the mail is about";
    EXPECT_EQ(cases_of_row(office, "/v1/cases?office=96", ""), 1U);
    EXPECT_EQ(cases_of_row(office, "/v1/cases?office=96", "none"), 1U);
    EXPECT_EQ(office.desk.get("/v1/cases?office=96", "head").each("code").size(), 5U);
}

TEST(one_stop_report, passes_over_no_case_when_one_before_it_goes_between_two_pages) {
    reporting_office office;
    std::set<std::string> there;
    for (int i = 0; i < 3; ++i) {
        there.insert(office.desk.file_request());
    }
    const std::string list = "/v1/reports/one-stop/cases?office=96&period=stat-2017"
                             "&procedure=enf_request&figure=in_progress&limit=";
    const auto first = office.desk.get(list + "1", "statistician");
    const auto gone = first.each("code").at(0);
    ASSERT_EQ(there.erase(gone), 1U) << first.whole.body;
    office.desk.step(gone, "head", "refuse_request", {{"grounds", {"no_right"}}});
    const auto rest =
        office.desk.get(list + "9&cursor=" + first.body["next"].get<std::string>(), "statistician");
    EXPECT_THAT(rest.each("code"), testing::UnorderedElementsAreArray(there)) << rest.whole.body;
    EXPECT_EQ(office.desk.get(list + "9&cursor=96.1", "statistician").code(), "cursor_invalid");
}

/// The figures of a period, whose balance holds and whose standing cases are exactly those listed.
json balanced_figures(reporting_office& office, const std::string& period) {
    const auto told = office.report(period);
    auto figures = told.body["total"]["figures"];
    EXPECT_EQ(told.body["identity"]["holds"], true) << period << told.whole.body;
    for (const auto* figure : {"carried_over", "in_progress", "not_yet_due", "overdue"}) {
        EXPECT_EQ(office.cases(period, figure), figures[figure].get<std::size_t>())
            << period << " " << figure;
    }
    return figures;
}

TEST(one_stop_report, leaves_out_of_a_past_period_what_came_back_after_it) {
    reporting_office office; // one was returned on 08/06
    auto& desk = office.desk;
    desk.at("2017-06-12 09:00");
    testing_support::complaint_about_a_measure(desk);
    const auto before = balanced_figures(office, "2017-06");
    EXPECT_EQ(before["in_progress"], 3);
    desk.at("2017-07-05 09:00");
    desk.step(office.returned, "head", "withdraw_decision");
    const auto june = balanced_figures(office, "2017-06");
    EXPECT_EQ(june["in_progress"], 3) << "it was returned then";
    const auto july = balanced_figures(office, "2017-07");
    EXPECT_EQ(july["carried_over"], 3);
    EXPECT_EQ(july["reopened"], 1);
    EXPECT_EQ(july["in_progress"], 4);
}

TEST(one_stop_report, counts_those_helped_by_mail_apart_and_within_their_channel) {
    reporting_office office;
    const auto figures = office.report("stat-2017").body["total"]["figures"];
    EXPECT_EQ(figures["received_counter"], 4);
    EXPECT_EQ(figures["received_email"], 0) << "nobody had been helped before";
    const auto csv = office.report("stat-2017", "&format=csv").whole.body;
    EXPECT_THAT(csv, HasSubstr("Trong đó tiếp nhận sau hỗ trợ qua e-mail"));
}

/// A result that was ready on 14/06/2017, promised for 19/06.
struct ready_result {
    reporting_office office;
    api_desk& desk = office.desk;
    std::string code;

    ready_result() {
        desk.at("2017-06-12 09:30");
        code = desk.file_request();
        office.accept(code, {"application", "judgment"});
        desk.step(code, "counter_officer", "hand_over", {{"to", "enforcement_officer"}});
        desk.at("2017-06-14 09:00");
        testing_support::decide(desk, code);
    }
    json figures() { return balanced_figures(office, "2017-06"); }
};

TEST(one_stop_report, does_not_count_a_result_as_late_that_nobody_came_for) {
    ready_result one;
    const auto late_before = one.figures()["returned_late"];
    one.desk.at("2017-06-20 10:00");
    one.desk.step(one.code, "counter_officer", "record_not_collected");
    EXPECT_EQ(one.figures()["overdue"], 0) << "the office owes nothing";
    one.desk.at("2017-06-23 09:00");
    one.desk.step(one.code, "counter_officer", "return_result", {{"by", "at_counter"}});
    const auto figures = one.figures();
    EXPECT_EQ(figures["not_collected"], 1);
    EXPECT_EQ(figures["returned_late"], late_before);
    EXPECT_EQ(figures["returned_on_time"], 2);
}

TEST(one_stop_report, judges_a_result_that_was_sent_by_the_day_of_sending) {
    ready_result one;
    one.desk.at("2017-06-15 09:00");
    one.desk.step(one.code, "clerk", "send_result", {{"by", "by_post"}});
    one.desk.at("2017-06-20 10:00");
    EXPECT_EQ(one.figures()["overdue"], 0) << "it is on its way";
    one.desk.step(one.code, "counter_officer", "return_result", {{"by", "by_post"}});
    const auto figures = one.figures();
    EXPECT_EQ(figures["returned_early"], 1);
    EXPECT_EQ(figures["returned_late"], 0);
}

TEST(one_stop_report, does_not_count_as_overdue_what_was_decided_in_time_and_is_enforced_since) {
    // Given two judgments of a court, one decided on the day on which it came, and one not at all
    reporting_office office;
    auto& desk = office.desk;
    testing_support::an_enforcement(desk, "ex_officio", json::array());
    ASSERT_EQ(desk.give("/v1/offices/96/commands/receive_request", "counter_officer",
                        {{"procedure", "ex_officio"}, {"received_by", "counter"}})
                  .status,
              201);
    desk.at("2017-10-02 08:00");
    const auto figures = balanced_figures(office, "stat-2017");
    EXPECT_EQ(figures["in_progress"], 4);
    EXPECT_EQ(figures["overdue"], 2) << "the one with an apology, and the one without a decision";
}

TEST(one_stop_report, does_not_judge_a_second_complaint_by_the_days_of_the_first) {
    // Given a complaint that was resolved in time, and comes again once those days are over
    api_desk desk{"2022-03-01 09:00"};
    const auto told = desk.give(
        "/v1/offices/96/commands/receive_complaint", "counter_officer",
        {{"received_by", "counter"}, {"kind", "coercive_measure"}, {"against_head", false}});
    ASSERT_EQ(told.status, 201) << told.whole.body;
    const auto code = told.body.value("code", "");
    desk.step(code, "head", "docket_complaint");
    desk.at("2022-03-28 09:00");
    desk.step(code, "head", "resolve_complaint", {{"result", "wrong"}, {"measure", "keep"}});
    desk.step(code, "head", "send_resolution");
    desk.at("2022-04-05 09:00");
    desk.step(code, "counter_officer", "lodge_second_complaint");
    const auto figures = [&](const char* period) {
        return desk
            .get(std::string{"/v1/reports/one-stop?office=96&period="} + period, "statistician")
            .body["total"]["figures"];
    };
    EXPECT_EQ(figures("2022-04")["in_progress"], 1);
    EXPECT_EQ(figures("2022-04")["overdue"], 0) << "it came today";
    EXPECT_EQ(figures("2022-03")["in_progress"], 0);
}

TEST(one_stop_report, adds_no_step_of_the_enforcement_to_what_became_of_requests) {
    reporting_office office;
    auto& desk = office.desk;
    const auto entrusted = testing_support::an_enforcement(desk, "ex_officio", json::array());
    desk.step(entrusted, "head", "refer_elsewhere",
              {{"competent_office", "49"}, {"grounds", {"entrusted"}}});
    desk.step(office.returned, "head", "terminate_case",
              {{"reason", "stated"}, {"words", "có căn cứ của luật"}, {"grounds", {"ended"}}});
    const auto figures = office.report("stat-2017").body["total"]["figures"];
    EXPECT_EQ(figures["referred"], 0);
    EXPECT_EQ(figures["terminated"], 0);
    const auto rows = desk.get("/v1/statistics?office=96&period=stat-2017", "statistician").body;
    EXPECT_EQ(rows["total"]["figures"]["entrusted"], 1) << rows;
    EXPECT_EQ(rows["total"]["figures"]["ended"], 1);
}

TEST(one_stop_report, comes_as_table_spreadsheet_lines_and_page) {
    reporting_office office;
    EXPECT_THAT(office.report("stat-2017", "&format=csv").whole.body,
                testing::StartsWith("\xEF\xBB\xBFKỳ,Mã cơ quan,"));
    EXPECT_THAT(office.report("stat-2017", "&format=jsonl").whole.body, HasSubstr("\"figures\""));
    EXPECT_TRUE(office.report("stat-2017", "&format=xlsx").whole.body.starts_with("PK"));
    const auto page = office.report("stat-2017", "&format=pdf").whole.body;
    EXPECT_TRUE(page.starts_with("%PDF-"));
    EXPECT_EQ(page, office.report("stat-2017", "&format=pdf").whole.body) << "not reproducible";
}

TEST(one_stop_report, rates_the_units_by_what_was_returned_in_time) {
    reporting_office office; // 96 returned one result on time
    auto& desk = office.desk;
    desk.at("2017-06-12 08:30");
    const std::string branch = "964";
    for (const auto* role : {"counter_officer", "enforcement_officer", "head", "clerk"}) {
        ASSERT_EQ(desk.give("/v1/offices/964/commands/grant_role", "operations",
                            {{"officer", std::string{role} + "-964"},
                             {"granted", role},
                             {"at", branch},
                             {"descendants", false}})
                      .status,
                  201);
    }
    const auto filed = desk.give("/v1/offices/964/commands/receive_request", "counter_officer-964",
                                 {{"procedure", "enf_request"}, {"received_by", "counter"}});
    ASSERT_EQ(filed.status, 201) << filed.whole.body;
    const auto code = filed.body["code"].get<std::string>();
    desk.step(code, "counter_officer-964", "accept_dossier",
              {{"result_by", "at_counter"}, {"papers", {"application", "judgment"}}});
    desk.step(code, "counter_officer-964", "hand_over", {{"to", "enforcement_officer-964"}});
    desk.step(code, "enforcement_officer-964", "begin_examination");
    desk.step(code, "enforcement_officer-964", "submit_draft", {{"proposal", "grant"}});
    desk.step(code, "head-964", "sign_decision");
    desk.step(code, "clerk-964", "issue_decision");
    desk.at("2017-06-30 09:00"); // promised for 19/06
    desk.step(code, "counter_officer-964", "return_result", {{"by", "at_counter"}});

    desk.at("2017-10-02 08:00");
    const auto told =
        desk.get("/v1/reports/one-stop?office=96&below=true&period=stat-2017", "operations");
    ASSERT_EQ(told.status, 200) << told.whole.body;
    const auto& units = told.body["units"];
    ASSERT_GT(units.size(), 2U);
    EXPECT_EQ(units[0]["office"], "96");
    EXPECT_EQ(units[0]["rank"], 1);
    EXPECT_EQ(units[0]["on_time_share"], 10'000);
    EXPECT_EQ(units[1]["office"], "964");
    EXPECT_EQ(units[1]["rank"], 2);
    EXPECT_EQ(units[1]["on_time_share"], 0);
    EXPECT_EQ(units[2]["rank"], 3) << "those that returned nothing come last";
    EXPECT_FALSE(units[2].contains("on_time_share"));
}

TEST(a_closed_report, stays_as_it_was_and_what_comes_late_is_a_correction) {
    reporting_office office;
    const std::string path = "/v1/offices/96/closings/one_stop_report/stat-2017-m12";
    EXPECT_EQ(office.desk.give(path, "head", json::object()).code(), "rule_not_met");
    office.desk.at("2017-10-02 08:00");
    EXPECT_EQ(office.desk.give(path, "counter_officer", json::object()).code(), "forbidden");
    const auto closed = office.desk.give(path, "head", json::object());
    ASSERT_EQ(closed.status, 200) << closed.whole.body;
    const auto records = office.desk.records();
    EXPECT_EQ(office.desk.give(path, "head", json::object()).body["sha256"], closed.body["sha256"]);
    EXPECT_EQ(office.desk.records(), records) << "closed twice";
    EXPECT_THAT(office.report("stat-2017").body["corrections"], testing::IsEmpty());

    // Entered today, it happened in the period that was reported.
    auto filing = json{{"procedure", "enf_request"},
                       {"received_by", "post"},
                       {"happened_at", "2017-09-28T02:00:00Z"}};
    const auto filed =
        office.desk.give("/v1/offices/96/commands/receive_request", "counter_officer", filing);
    ASSERT_EQ(filed.status, 201) << filed.whole.body;
    const auto now = office.report("stat-2017");
    bool told = false;
    for (const auto& one : now.body["corrections"]) {
        if (one["figure"] == "received") {
            EXPECT_EQ(one["as_reported"], 2); // of enforcement requests
            EXPECT_EQ(one["as_known_now"], 3);
            told = true;
        }
    }
    EXPECT_TRUE(told) << now.whole.body;
    const auto kept = office.desk.get(path, "statistician");
    EXPECT_EQ(kept.body["total"]["figures"]["received"], 4);
    EXPECT_EQ(kept.header("ETag"), "\"" + closed.body["sha256"].get<std::string>() + "\"");
    EXPECT_THAT(office.desk.get("/v1/offices/96/closings", "statistician").each("period"),
                testing::ElementsAre("stat-2017-m12"));
}

TEST(a_closed_report, is_not_corrected_by_what_is_promised_since) {
    reporting_office office;
    const auto code = office.desk.file_request("result_confirm");
    office.accept(code, {"application"});
    office.desk.at("2017-10-02 08:00");
    const std::string path = "/v1/offices/96/closings/one_stop_report/stat-2017-m12";
    const auto closed = office.desk.give(path, "head", json::object());
    ASSERT_EQ(closed.status, 200) << closed.whole.body;
    const auto overdue = office.report("stat-2017").body["total"]["figures"]["overdue"];
    office.desk.at("2017-10-03 08:00");
    office.desk.step(code, "head", "apologise",
                     {{"promised_at", "2017-10-20T02:00:00Z"},
                      {"reason", "stated"},
                      {"words", "Khối lượng công việc lớn"}});
    const auto now = office.report("stat-2017");
    EXPECT_NE(now.body["total"]["figures"]["overdue"], overdue);
    EXPECT_THAT(now.body["corrections"], testing::IsEmpty()) << now.whole.body;
}

TEST(the_registers_of_the_sector, hold_each_kind_apart_and_hide_who_denounced) {
    reporting_office office;
    const auto book = [&](const std::string& name, const char* as) {
        return office.desk.get("/v1/books/" + name + "?office=96&period=2017", as);
    };
    EXPECT_THAT(book("requests_received", "head").each("code"),
                UnorderedElementsAre(office.returned, office.refused))
        << "requests to enforce, and no other procedure";
    EXPECT_EQ(book("docketing", "head").each("code").size(), 0U);
    const auto denounced = office.desk.give(
        "/v1/offices/96/commands/receive_denunciation", "counter_officer",
        {{"received_by", "counter"},
         {"against_head", false},
         {"persons", json::array({{{"part", "denouncer"}, {"name", "Trần Văn Kín"}}})}});
    ASSERT_EQ(denounced.status, 201) << denounced.whole.body;
    office.desk.step(denounced.body["code"].get<std::string>(), "head", "accept_denunciation");
    EXPECT_EQ(book("petitions_received", "head").each("code").size(), 1U);
    EXPECT_EQ(book("denunciations_docketed", "head").each("code").size(), 1U);
    EXPECT_EQ(book("complaints_docketed", "head").each("code").size(), 0U);
    EXPECT_EQ(book("petitions_received", "counter_officer").each("person_state"),
              std::vector<std::string>{"sealed"});
    const auto hidden = office.desk.get(
        "/v1/books/petitions_received?office=96&period=2017&format=csv", "counter_officer");
    EXPECT_THAT(hidden.whole.body, Not(HasSubstr("Trần Văn Kín")));
    EXPECT_EQ(book("diary", "head").code(), "not_found");
    EXPECT_EQ(book("docketing", "statistician").code(), "forbidden");
}

TEST(the_registers_of_the_sector, keep_what_a_court_hands_over_apart_from_what_is_requested) {
    api_desk desk;
    const auto code = testing_support::an_enforcement(desk, "ex_officio", json::array());
    const auto codes = [&](const std::string& book) {
        return desk.get("/v1/books/" + book + "?office=96&period=2017", "head").each("code");
    };
    EXPECT_EQ(codes("judgments_received"), std::vector{code});
    EXPECT_EQ(codes("docketing"), std::vector{code});
    EXPECT_TRUE(codes("requests_received").empty());
    EXPECT_TRUE(codes("entrustments_received").empty());
    // What the procedure shares with the others is shown with it.
    const auto rules = desk.get("/v1/procedures/ex_officio", "nobody").body;
    const auto has = [](const json& rows, const char* member, const char* name) {
        return std::ranges::any_of(rows, [&](const json& row) { return row[member] == name; });
    };
    EXPECT_TRUE(has(rules["deadlines"], "id", "decide"));
    EXPECT_TRUE(has(rules["deadlines"], "id", "decide_postponement"));
    EXPECT_TRUE(has(rules["grounds"], "code", "postponed"));
}

TEST(the_registers_of_the_sector, docket_each_decision_and_strike_the_one_that_was_withdrawn) {
    api_desk desk;
    const auto code = testing_support::an_enforcement(desk, "ex_officio", json::array());
    desk.at("2017-07-03 09:00");
    desk.step(code, "head", "withdraw_decision");
    desk.step(code, "enforcement_officer", "submit_draft", {{"proposal", "grant"}});
    desk.step(code, "head", "sign_decision");
    desk.step(code, "clerk", "issue_decision");
    desk.step(code, "enforcement_officer", "open_enforcement_file");
    const std::string path = "/v1/books/docketing?office=96&period=stat-2017";
    const auto lines = desk.get(path, "head").body["items"];
    ASSERT_EQ(lines.size(), 2U) << lines;
    EXPECT_EQ(lines[0]["decision_before"], "01/QĐ-CTHADS");
    EXPECT_FALSE(lines[0].contains("decision_number")) << lines[0];
    EXPECT_EQ(lines[0]["struck"], true);
    EXPECT_EQ(lines[1]["decision_number"], "03/QĐ-CTHADS") << "the second one revoked the first";
    EXPECT_FALSE(lines[1].contains("decision_before")) << lines[1];
    EXPECT_EQ(lines[1]["struck"], false);
    EXPECT_THAT(
        testing_support::words_of_pdf(desk.get(path + "&format=pdf&paper=a3", "head").whole.body),
        HasSubstr("Cộng: 1 vụ việc, 1 đã gạch do thu hồi."));
    // In the other registers the line is the case's, with its decisions one after the other.
    const auto judgments =
        desk.get("/v1/books/judgments_received?office=96&period=stat-2017", "head").body["items"];
    EXPECT_EQ(judgments[0]["decision_number"], "03/QĐ-CTHADS");
    EXPECT_EQ(judgments[0]["decision_before"], "01/QĐ-CTHADS");
    desk.at("2017-10-02 09:00");
    const std::string closing = "/v1/offices/96/closings/docketing/stat-2017";
    ASSERT_EQ(desk.give(closing, "head", json::object()).status, 200);
    const auto kept = desk.get(closing, "head").body["lines"];
    EXPECT_EQ(kept[0]["decision_number"], "01/QĐ-CTHADS");
    EXPECT_EQ(kept[0]["struck"], true);
    EXPECT_EQ(kept[1]["struck"], false);
}

TEST(the_registers_of_the_sector, enter_a_request_of_the_new_law_once_it_is_complete) {
    api_desk desk{"2026-06-30 09:00"};
    const auto before = desk.file_request();
    desk.at("2026-07-02 09:00");
    const auto complete = desk.file_request();
    const auto incomplete = desk.file_request();
    const auto accept = [&](const std::string& code, const json& how) {
        desk.step(code, "counter_officer", "accept_dossier", how);
    };
    accept(before, {{"result_by", "at_counter"}, {"papers", {"application", "judgment"}}});
    accept(complete, {{"result_by", "at_counter"}, // how long the new law gives was not seen
                      {"papers", {"application_r4", "judgment"}},
                      {"promised_at", "2026-07-09T02:00:00Z"}});
    const std::string path = "/v1/books/requests_received?office=96&period=2026";
    const auto book = desk.get(path, "head");
    EXPECT_EQ(book.each("code"), (std::vector{before, complete})) << incomplete;
    EXPECT_EQ(book.body["items"][1]["day"], "2026-07-02");
    // Page by page, across the day on which the law changed.
    std::vector<std::string> paged;
    std::string cursor;
    for (int page = 0; page < 10; ++page) {
        const auto part = desk.get(path + "&limit=1" + cursor, "head");
        ASSERT_EQ(part.status, 200) << part.whole.body;
        for (const auto& code : part.each("code")) {
            paged.push_back(code);
        }
        if (!part.body.contains("next")) {
            break;
        }
        cursor = "&cursor=" + part.body["next"].get<std::string>();
    }
    EXPECT_EQ(paged, (std::vector{before, complete}));
    EXPECT_EQ(desk.get("/v1/books/requests_received?office=96&period=2026-07", "head").each("code"),
              std::vector{complete});
}

TEST(the_registers_of_the_sector, have_the_same_rows_on_screen_and_in_every_file) {
    reporting_office office;
    auto& desk = office.desk;
    const std::string path = "/v1/books/requests_received?office=96&period=stat-2017";
    const auto screen = desk.get(path, "head");
    ASSERT_EQ(screen.each("code").size(), 2U);
    const auto csv = desk.get(path + "&format=csv", "head").whole.body;
    const auto sheet =
        testing_support::words_of_xlsx(desk.get(path + "&format=xlsx", "head").whole.body);
    const auto a4 =
        testing_support::words_of_pdf(desk.get(path + "&format=pdf", "head").whole.body);
    const auto a3 =
        testing_support::words_of_pdf(desk.get(path + "&format=pdf&paper=a3", "head").whole.body);
    const auto rows_in = [](const std::string& text, const std::string& what) {
        std::size_t count = 0;
        for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) {
            ++count;
        }
        return count;
    };
    // The column is narrow: a code may go over two lines of its cell.
    for (const auto& code : screen.each("code")) {
        const auto number = code.substr(code.rfind('-') + 1);
        EXPECT_EQ(rows_in(csv, code), 1U);
        EXPECT_EQ(rows_in(sheet, code), 1U);
        EXPECT_GE(rows_in(a4, number), 1U) << a4;
        EXPECT_GE(rows_in(a3, number), 1U) << a3;
    }
    EXPECT_EQ(rows_in(csv, "\r\n"), 3U) << "the head and two lines";
    const auto lines = json_lines_of(desk.get(path + "&format=jsonl", "head").whole.body);
    ASSERT_EQ(lines.size(), 2U);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        EXPECT_EQ(lines[i], screen.body["items"][i]);
    }
    for (const auto* printed : {&sheet, &a4, &a3}) {
        EXPECT_THAT(*printed, HasSubstr("SỔ NHẬN YÊU CẦU"));
        EXPECT_THAT(*printed, HasSubstr("Cộng: 2"));
    }
}

TEST(the_registers_of_the_sector, are_closed_by_quarter_half_year_and_year_with_totals) {
    reporting_office office; // two requests to enforce on 01/06/2017
    auto& desk = office.desk;
    const std::string path =
        "/v1/books/requests_received?office=96&period=stat-2017&format=pdf&paper=a3";
    EXPECT_THAT(testing_support::words_of_pdf(desk.get(path, "head").whole.body),
                Not(HasSubstr("Cộng quý II")))
        << "the quarter is not over";
    desk.at("2017-10-02 08:00");
    const std::string closing = "/v1/offices/96/closings/requests_received/stat-2017";
    EXPECT_EQ(desk.give(closing, "counter_officer", json::object()).code(), "forbidden");
    const auto closed = desk.give(closing, "head", json::object());
    ASSERT_EQ(closed.status, 200) << closed.whole.body;
    EXPECT_EQ(desk.get(closing, "counter_officer").body["lines"].size(), 2U);
    const auto book = testing_support::words_of_pdf(desk.get(path, "head").whole.body);
    for (const auto* part :
         {"Cộng quý I năm 2017 (01/01/2017 đến 31/03/2017): 0 vụ việc.",
          "Cộng 6 tháng năm 2017 (01/10/2016 đến 31/03/2017): 0 vụ việc.",
          "Cộng quý II năm 2017 (01/04/2017 đến 30/06/2017): 2 vụ việc.",
          "Cộng quý III năm 2017 (01/07/2017 đến 30/09/2017): 0 vụ việc.",
          "Cộng cả năm 2017 (01/10/2016 đến 30/09/2017): 2 vụ việc. Đã kết sổ ngày 02/10/2017",
          "Sổ nhận yêu cầu thi hành án, TT 01/2016/TT-BTP Điều 29"}) {
        EXPECT_THAT(book, HasSubstr(part));
    }
}

TEST(the_registers_of_the_sector, say_on_screen_and_on_paper_what_was_corrected) {
    api_desk desk{"2022-03-01 09:00"};
    const auto code = testing_support::complaint_about_a_measure(desk);
    const auto seen = desk.get("/v1/cases/" + code, "head").body;
    const auto person = seen["persons"][0]["person"];
    desk.at("2022-03-02 09:00");
    desk.step(
        code, "head", "docket_complaint",
        {{"persons",
          json::array({{{"part", "complainant"}, {"id", person}, {"name", "Lê Thị Bười"}}})}});
    const std::string path = "/v1/books/petitions_received?office=96&period=stat-2022";
    const auto line = desk.get(path, "head").body["items"][0];
    EXPECT_EQ(line.value("person", ""), "Lê Thị Bười");
    EXPECT_EQ(line.value("person_before", ""), "Lê Thị Bưởi");
    EXPECT_EQ(line.value("note", ""), "Tên cá nhân, tổ chức: đã sửa đổi, bổ sung ngày 02/03/2022.");
    const auto page =
        testing_support::words_of_pdf(desk.get(path + "&format=pdf&paper=a3", "head").whole.body);
    EXPECT_THAT(page, HasSubstr("Mẫu 01, TT 13/2021/TT-BTP Điều 29"));
    const auto sheet =
        testing_support::words_of_xlsx(desk.get(path + "&format=xlsx", "head").whole.body);
    EXPECT_THAT(sheet, HasSubstr("đã sửa đổi, bổ sung ngày 02/03/2022"));
    EXPECT_THAT(sheet, HasSubstr("Lê Thị Bưởi"));
    // Docketed with the new name: nothing was corrected in that register.
    const auto docketed =
        desk.get("/v1/books/complaints_docketed?office=96&period=stat-2022", "head");
    ASSERT_EQ(docketed.each("code").size(), 1U);
    EXPECT_FALSE(docketed.body["items"][0].contains("note"));
}

/// A relief granted as 01 on 02/04/2024 and returned, taken back on 12/04 and refused as 02.
struct relief_taken_back {
    api_desk desk{"2024-04-01 08:30"};
    std::string code = desk.file_request("fee_relief");

    relief_taken_back() {
        desk.step(code, "counter_officer", "accept_dossier",
                  {{"result_by", "at_counter"},
                   {"papers", {"application", "merit_papers"}},
                   {"grounds", {"merit"}}});
        desk.step(code, "counter_officer", "hand_over", {{"to", "enforcement_officer"}});
        desk.at("2024-04-02 09:00");
        testing_support::decide(desk, code, {"merit"});
        desk.step(code, "counter_officer", "return_result", {{"by", "at_counter"}});
        decide_again("2024-04-12 09:00", "refuse");
    }
    void decide_again(const char* when, const char* proposal) {
        desk.at(when);
        desk.step(code, "head", "withdraw_decision");
        json draft = {{"proposal", proposal}};
        draft["grounds"] = json::array({draft["proposal"] == "refuse" ? "no_ground" : "poor"});
        desk.step(code, "enforcement_officer", "submit_draft", draft);
        desk.step(code, "head", "sign_decision");
        desk.step(code, "clerk", "issue_decision");
    }
    [[nodiscard]] json lines(const std::string& book) {
        return desk.get("/v1/books/" + book + "?office=96&period=stat-2024", "head").body["items"];
    }
};

TEST(the_registers_of_the_sector, keep_a_withdrawn_decision_struck_through_with_the_day) {
    relief_taken_back office;
    auto& desk = office.desk;
    const std::string withdrawn =
        "Số quyết định: đã sửa đổi, bổ sung ngày 12/04/2024 (thu hồi 01/QĐ-CTHADS).";
    auto relief = office.lines("relief");
    ASSERT_EQ(relief.size(), 1U) << "a refusal relieves nobody: " << relief;
    EXPECT_EQ(relief[0]["day"], "2024-04-02");
    EXPECT_EQ(relief[0]["decision_before"], "01/QĐ-CTHADS");
    EXPECT_FALSE(relief[0].contains("decision_number")) << "no other number stood there that day";
    EXPECT_EQ(relief[0]["outcome"], "grant");
    EXPECT_EQ(relief[0]["struck"], true);
    EXPECT_EQ(relief[0]["note"], withdrawn);
    const std::string path = "/v1/books/relief?office=96&period=stat-2024&format=";
    EXPECT_THAT(desk.get(path + "csv", "head").whole.body,
                testing::AllOf(HasSubstr(withdrawn), Not(HasSubstr("02/QĐ"))));
    const auto page =
        testing_support::words_of_pdf(desk.get(path + "pdf&paper=a3", "head").whole.body);
    EXPECT_THAT(page, HasSubstr("01/QĐ-CTHADS"));
    EXPECT_THAT(page, HasSubstr("Cộng: 0 vụ việc, 1 đã gạch do thu hồi."));
    EXPECT_TRUE(office.lines("requests_received").empty()) << "no request to enforce";

    office.decide_again("2024-04-15 09:00", "grant_part");
    relief = office.lines("relief");
    ASSERT_EQ(relief.size(), 2U);
    EXPECT_EQ(relief[0]["decision_before"], "01/QĐ-CTHADS");
    EXPECT_EQ(relief[1]["decision_number"], "03/QĐ-CTHADS");
    EXPECT_EQ(relief[1]["outcome"], "grant_part");
    EXPECT_EQ(relief[1]["struck"], false);
    desk.at("2024-10-02 09:00");
    const auto kept = desk.give("/v1/offices/96/closings/relief/stat-2024", "head", json::object());
    ASSERT_EQ(kept.status, 200) << kept.whole.body;
    const auto closed = desk.get("/v1/offices/96/closings/relief/stat-2024", "head").body["lines"];
    EXPECT_EQ(closed[0]["decision_number"], "01/QĐ-CTHADS");
    EXPECT_EQ(closed[0]["struck"], true);
    EXPECT_EQ(closed[1]["decision_number"], "03/QĐ-CTHADS");
}

TEST(the_register_of_reliefs, says_on_which_ground_each_was_granted) {
    relief_taken_back office;
    auto& desk = office.desk;
    office.decide_again("2024-04-15 09:00", "grant_part");
    // As the API says it, of the decision that was taken back as well as of the one that stands
    const auto lines = office.lines("relief");
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0]["ground"], "merit");
    EXPECT_EQ(lines[0]["ground_text"], "Người có công");
    EXPECT_EQ(lines[1]["ground"], "poor");
    EXPECT_EQ(lines[1]["ground_text"], "Khó khăn về kinh tế theo chuẩn hộ nghèo");
    // And as it is printed: a column of its own, empty where nothing stands any more
    const std::string path = "/v1/books/relief?office=96&period=stat-2024&format=";
    EXPECT_THAT(desk.get(path + "csv", "head").whole.body,
                testing::AllOf(HasSubstr("Căn cứ miễn, giảm"),
                               HasSubstr("Khó khăn về kinh tế theo chuẩn hộ nghèo")));
    EXPECT_THAT(testing_support::words_of_pdf(desk.get(path + "pdf&paper=a3", "head").whole.body),
                testing::AllOf(HasSubstr("Căn cứ"), HasSubstr("Khó khăn")));
    // A book of other decisions has no such column
    EXPECT_THAT(
        desk.get("/v1/books/requests_received?office=96&period=stat-2024&format=csv", "head")
            .whole.body,
        Not(HasSubstr("Căn cứ")));
    desk.at("2024-10-02 09:00");
    ASSERT_EQ(desk.give("/v1/offices/96/closings/relief/stat-2024", "head", json::object()).status,
              200);
    const auto closed = desk.get("/v1/offices/96/closings/relief/stat-2024", "head").body["lines"];
    EXPECT_EQ(closed[0]["grounds"], json::array({"merit"}));
    EXPECT_EQ(closed[1]["grounds"], json::array({"poor"}));
}

TEST(the_register, says_what_became_of_every_line_and_counts_each_apart) {
    relief_taken_back office; // returned, and its decision then withdrawn
    auto& desk = office.desk;
    const auto at_once = desk.file_request("result_confirm");
    desk.step(at_once, "counter_officer", "solve_at_once",
              {{"outcome", "grant"}, {"papers", {"application"}}});
    const auto withdrawn = desk.file_request();
    desk.step(withdrawn, "counter_officer", "accept_dossier",
              {{"result_by", "by_post"}, {"papers", {"application", "judgment"}}});
    desk.step(withdrawn, "counter_officer", "withdraw_request");
    const std::string path = "/v1/register?office=96&year=2024";
    const auto lines = desk.get(path, "head").body["items"];
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[0]["standing"], "not_returned");
    EXPECT_EQ(lines[0]["returned_before"], "02/04/2024");
    EXPECT_FALSE(lines[0].contains("returned_at"));
    EXPECT_FALSE(lines[0].contains("returned"));
    EXPECT_EQ(lines[0]["note"], "Ngày trả kết quả: đã sửa đổi, bổ sung ngày 12/04/2024 (thu hồi "
                                "quyết định).");
    EXPECT_EQ(lines[1]["standing"], "solved_at_once");
    EXPECT_TRUE(lines[1].contains("returned_at"));
    EXPECT_EQ(lines[1]["note"], "Giải quyết ngay ngày 12/04/2024.");
    EXPECT_EQ(lines[2]["standing"], "withdrawn");
    EXPECT_EQ(lines[2]["note"], "Rút hồ sơ ngày 12/04/2024.");
    desk.at("2024-07-01 08:00");
    EXPECT_THAT(
        testing_support::words_of_pdf(desk.get(path + "&format=pdf&paper=a3", "head").whole.body),
        HasSubstr("Cộng quý II năm 2024: 3 hồ sơ; đã trả 1 (giải quyết ngay 1, trước hạn 0, đúng "
                  "hạn 0, quá hạn 0); dừng giải quyết 1 (rút 1, đình chỉ 0, chuyển nơi khác 0); "
                  "chưa trả 1."));
}

/// A seeded folder, read by somebody who may see every figure of every office.
class seeded_offices {
public:
    explicit seeded_offices(std::uint64_t seed) {
        connectors::initialise(folder_ / "data", 2);
        report = connectors::seed_folder(
            {.data = folder_ / "data", .cases = 400, .seed = seed, .synced = false});
        connectors::application_options opened;
        opened.data = folder_ / "data";
        opened.duties = false;
        on_ = std::make_unique<connectors::application>(std::move(opened));
        on_->time().set(report.last);
        connectors::grant_as_installation(*on_, "reader", events::role::head, "*", true);
        connectors::grant_as_installation(*on_, "counter", events::role::statistician, "*", true);
    }
    [[nodiscard]] std::string text(const std::string& target, const std::string& as = "reader") {
        const auto out = on_->call(support::request_of("GET " + target, {}, {}), as);
        EXPECT_EQ(out.status, 200) << target << out.body;
        return out.body;
    }
    /// The cases behind a figure of the report, of two calendar years.
    [[nodiscard]] std::set<std::string> behind(const std::string& office, const std::string& figure,
                                               const std::vector<std::string>& years = {"2017",
                                                                                        "2018"}) {
        std::set<std::string> out;
        for (const auto& year : years) {
            std::string cursor;
            do {
                const auto page =
                    json::parse(text("/v1/reports/one-stop/cases?limit=200&office=" + office +
                                         "&period=" + year + "&figure=" + figure + cursor,
                                     "counter"));
                for (const auto& one : page["items"]) {
                    out.insert(one["code"].get<std::string>());
                }
                cursor = page.contains("next") ? "&cursor=" + page["next"].get<std::string>() : "";
            } while (!cursor.empty());
        }
        return out;
    }

    /// Those that nothing has settled yet.
    [[nodiscard]] std::set<std::string> in_progress(const std::string& office) {
        return behind(office, "in_progress", {"2018"});
    }

    connectors::seed_report report;

private:
    support::temporary_folder folder_;
    std::unique_ptr<connectors::application> on_;
};

TEST(the_register, agrees_with_the_one_stop_report_on_any_day) {
    const auto seed = testing_support::seed_of_this_run();
    SCOPED_TRACE("MOTCUA_TEST_SEED=" + std::to_string(seed));
    seeded_offices offices{seed};
    std::size_t seen = 0;
    for (const auto& office : offices.report.offices) {
        std::map<std::string, std::set<std::string>> standing;
        std::set<std::string> all;
        std::set<std::string> returned;
        for (const auto* year : {"2017", "2018"}) {
            const auto lines = json_lines_of(offices.text("/v1/register?office=" + office.str() +
                                                          "&year=" + year + "&format=jsonl"));
            const auto figures = json::parse(
                offices.text("/v1/reports/one-stop?office=" + office.str() + "&period=" + year));
            const auto& counts = figures["total"]["figures"];
            EXPECT_EQ(lines.size(), counts["accepted"].get<std::size_t>() +
                                        counts["solved_at_once"].get<std::size_t>());
            for (const auto& line : lines) {
                const auto code = line["code"].get<std::string>();
                standing[line["standing"].get<std::string>()].insert(code);
                all.insert(code);
                if (line["standing"] == "returned" || line.contains("returned_before")) {
                    returned.insert(code);
                }
                ++seen;
            }
        }
        const auto within = [&](const std::string& figure) {
            std::set<std::string> out;
            std::ranges::set_intersection(offices.behind(office.str(), figure), all,
                                          std::inserter(out, out.end()));
            return out;
        };
        EXPECT_EQ(standing["solved_at_once"], within("solved_at_once"));
        EXPECT_EQ(standing["withdrawn"], within("withdrawn"));
        auto given_back = within("returned_early");
        given_back.merge(within("returned_on_time"));
        given_back.merge(within("returned_late"));
        EXPECT_EQ(returned, given_back);
        std::set<std::string> open;
        std::ranges::set_intersection(offices.in_progress(office.str()), all,
                                      std::inserter(open, open.end()));
        EXPECT_EQ(standing["not_returned"], open) << office.str();
    }
    EXPECT_GT(seen, 100U);
}

TEST(the_register, strikes_through_what_was_corrected_and_closes_each_quarter) {
    reporting_office office;
    office.desk.at("2017-10-02 08:00");
    const auto csv = office.desk.get("/v1/register?office=96&year=2017&format=csv", "head");
    EXPECT_THAT(csv.whole.body, HasSubstr("đã sửa đổi, bổ sung ngày 08/06/2017"));
    EXPECT_THAT(csv.whole.body, HasSubstr("20/06/2017"));
    const auto screen = office.desk.get("/v1/register?office=96&year=2017", "head");
    bool on_screen = false;
    for (const auto& line : screen.body["items"]) {
        on_screen = on_screen || (line.contains("promised_before") &&
                                  line["note"] == "Ngày hẹn trả kết quả: đã sửa đổi, bổ sung "
                                                  "ngày 08/06/2017.");
    }
    EXPECT_TRUE(on_screen) << screen.whole.body;
    const auto file = office.desk.get("/v1/register?office=96&year=2017&format=jsonl", "head");
    EXPECT_EQ(file.whole.content_type, "application/x-ndjson");
    const auto lines = json_lines_of(file.whole.body);
    ASSERT_EQ(lines.size(), screen.body["items"].size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        EXPECT_EQ(lines[i], screen.body["items"][i]);
    }
    EXPECT_TRUE(office.desk.get("/v1/register?office=96&year=2017&format=xlsx", "head")
                    .whole.body.starts_with("PK"));
    EXPECT_TRUE(office.desk.get("/v1/register?office=96&year=2017&format=pdf&paper=a3", "head")
                    .whole.body.starts_with("%PDF-"));
    // Whoever opens a request under the key that the closing's own id is takes nothing away from
    // it.
    connectors::http_headers headers;
    headers.add("Content-Type", "application/json");
    headers.add("Idempotency-Key", events::uuid_of("closing:96:follow_up_register:2017-q2"));
    ASSERT_EQ(office.desk
                  .ask("POST /v1/offices/96/commands/receive_request", "counter_officer",
                       R"({"procedure":"enf_request","received_by":"counter","persons":[]})",
                       std::move(headers))
                  .status,
              201);
    const std::string path = "/v1/offices/96/closings/follow_up_register/2017-q2";
    const auto closed = office.desk.give(path, "head", json::object());
    ASSERT_EQ(closed.status, 200) << closed.whole.body;
    const auto kept = office.desk.get(path, "counter_officer");
    EXPECT_EQ(kept.body["lines"].size(), 2U);
    EXPECT_THAT(kept.whole.body, Not(HasSubstr("Hường"))) << "names stay sealed with their case";
    EXPECT_EQ(office.desk.get(path, "statistician").code(), "forbidden");
    EXPECT_EQ(
        office.desk.give("/v1/offices/96/closings/diary/2017-q2", "head", json::object()).code(),
        "not_found");
}

TEST(the_register, is_laid_out_and_closed_by_the_statistics_year_where_that_is_asked) {
    // Given two lines of June 2017 and one of October, which are numbered through
    reporting_office office;
    auto& desk = office.desk;
    desk.at("2017-10-02 08:30");
    const auto october = desk.file_request();
    office.accept(october, {"application", "judgment"});
    const auto codes = [&](const std::string& which) {
        std::vector<std::string> out;
        for (const auto& line : json_lines_of(
                 desk.get("/v1/register?office=96&format=jsonl" + which, "head").whole.body)) {
            out.push_back(line["code"]);
        }
        return out;
    };
    EXPECT_THAT(codes("&year=2017"), UnorderedElementsAre(office.returned, office.late, october));
    EXPECT_THAT(codes("&year=2017&kept_by=statistics"),
                UnorderedElementsAre(office.returned, office.late));
    EXPECT_EQ(codes("&year=2018&kept_by=statistics"), std::vector{october});
    EXPECT_EQ(codes("&kept_by=statistics"), std::vector{october}) << "the year of the day";
    EXPECT_EQ(desk.get("/v1/register?office=96&kept_by=moon&format=csv", "head").code(),
              "parameter_invalid");
    // When the year is closed and printed
    ASSERT_EQ(
        desk.give("/v1/offices/96/closings/follow_up_register/stat-2017", "head", json::object())
            .status,
        200);
    const auto page = testing_support::words_of_pdf(
        desk.get("/v1/register?office=96&year=2017&kept_by=statistics&format=pdf&paper=a3", "head")
            .whole.body);
    // Then its totals are those of October to September
    EXPECT_THAT(page, HasSubstr("Năm thống kê 2017"));
    EXPECT_THAT(page, HasSubstr("Cộng quý IV năm 2016: 0 hồ sơ"));
    EXPECT_THAT(page, HasSubstr("Cộng 6 tháng năm thống kê 2017: 0 hồ sơ"));
    EXPECT_THAT(page, HasSubstr("Cộng cả năm thống kê 2017: 2 hồ sơ"));
    EXPECT_THAT(page, HasSubstr("Đã kết sổ ngày 02/10/2017"));
}

TEST(the_register, shows_in_pages_the_year_that_its_book_is_of) {
    // Given two lines of June 2017, one of October, and one of January, whose numbers begin anew
    reporting_office office;
    auto& desk = office.desk;
    const auto entered_at = [&](const char* time) {
        desk.at(time);
        auto code = desk.file_request();
        office.accept(code, {"application", "judgment"});
        return code;
    };
    const auto october = entered_at("2017-10-02 08:30");
    const auto january = entered_at("2018-01-03 08:30");
    const auto shown = [&](const std::string& which) {
        return desk.get("/v1/register?office=96" + which, "head").each("code");
    };
    EXPECT_THAT(shown("&year=2017"), UnorderedElementsAre(office.returned, office.late, october));
    EXPECT_EQ(shown("&year=2018"), std::vector{january});
    // When the book of the statistics year is asked for, then its lines come in the same order
    EXPECT_THAT(shown("&year=2017&kept_by=statistics"),
                UnorderedElementsAre(office.returned, office.late));
    const std::string book = "&year=2018&kept_by=statistics";
    const std::vector both{october, january};
    EXPECT_EQ(shown(book), both);
    EXPECT_EQ(shown("&kept_by=statistics"), both) << "the year of the day";
    // And page by page
    std::vector<std::string> paged;
    std::string cursor;
    do {
        const auto part = desk.get("/v1/register?office=96&limit=1" + book + cursor, "head");
        ASSERT_EQ(part.status, 200) << part.whole.body;
        EXPECT_LE(part.body["items"].size(), 1U);
        for (const auto& code : part.each("code")) {
            paged.push_back(code);
        }
        cursor =
            part.body.contains("next") ? "&cursor=" + part.body["next"].get<std::string>() : "";
    } while (!cursor.empty() && paged.size() < 9);
    EXPECT_EQ(paged, both);
    EXPECT_EQ(desk.get("/v1/register?office=96&kept_by=moon", "head").code(), "parameter_invalid");
}

} // namespace
