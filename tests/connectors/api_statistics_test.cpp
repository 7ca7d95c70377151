#include "projections/statistics.hpp"
#include "tests/support/api_desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using nlohmann::json;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;
using testing_support::api_desk;

/// Three requests: one returned on time, one with a supplement asked for, one refused; and one at
/// the next office.
struct busy_office {
    api_desk desk{"2017-09-28 08:30"};
    std::string returned;
    std::string waiting;

    busy_office() {
        connectors::grant_as_installation(desk.on(), "counter_officer",
                                          events::role::counter_officer, "49", false);
        returned = desk.file_request();
        waiting = desk.file_request("fee_relief");
        static_cast<void>(desk.file_request("enf_request", "49"));
        desk.step(returned, "counter_officer", "accept_dossier",
                  {{"result_by", "at_counter"}, {"papers", {"application", "judgment"}}});
        desk.step(returned, "counter_officer", "hand_over", {{"to", "enforcement_officer"}});
        desk.step(returned, "enforcement_officer", "begin_examination");
        desk.step(returned, "enforcement_officer", "submit_draft", {{"proposal", "grant"}});
        desk.step(returned, "head", "sign_decision");
        desk.at("2017-10-02 09:00"); // the next statistics year
        desk.step(returned, "clerk", "issue_decision");
        desk.step(returned, "counter_officer", "return_result", {{"by", "at_counter"}});
    }
};

TEST(api_statistics, cut_at_the_first_of_october) {
    busy_office office;
    const auto before =
        office.desk.get("/v1/statistics?office=96&period=stat-2017", "statistician");
    ASSERT_EQ(before.status, 200) << before.whole.body;
    EXPECT_EQ(before.body["first"], "2016-10-01");
    EXPECT_EQ(before.body["last"], "2017-09-30");
    EXPECT_EQ(before.body["total"]["figures"]["received"], 2);
    EXPECT_EQ(before.body["total"]["figures"]["decided"], 0);
    EXPECT_EQ(before.body["total"]["in_progress"], 2);
    const auto after = office.desk.get("/v1/statistics?office=96&period=stat-2018", "statistician");
    EXPECT_EQ(after.body["total"]["carried_over"], 2);
    EXPECT_EQ(after.body["total"]["figures"]["received"], 0);
    EXPECT_EQ(after.body["total"]["figures"]["decided"], 1);
    EXPECT_EQ(after.body["total"]["in_progress"], 1);
}

TEST(api_statistics, show_as_many_cases_behind_every_figure_as_it_says) {
    busy_office office;
    int cells = 0;
    const auto count = [&](const std::string& question) {
        std::size_t out = 0;
        std::string cursor;
        for (int page = 0; page < 100; ++page) {
            const auto one = office.desk.get(
                "/v1/statistics/cases?office=96&limit=1" + question + cursor, "statistician");
            EXPECT_EQ(one.status, 200) << question << one.whole.body;
            out += one.each("code").size();
            if (!one.body.contains("next")) {
                break;
            }
            cursor = "&cursor=" + one.body["next"].get<std::string>();
        }
        return out;
    };
    for (const std::string period : {"stat-2017", "stat-2018", "2017-09", "2017-q4"}) {
        const auto table =
            office.desk.get("/v1/statistics?office=96&period=" + period, "statistician");
        for (const auto& row : table.body["rows"]) {
            auto figures = row["figures"];
            figures["carried_over"] = row["carried_over"];
            figures["in_progress"] = row["in_progress"];
            for (const auto& [figure, value] : figures.items()) {
                std::string question = "&period=" + period + "&figure=" + figure +
                                       "&procedure=" + row["procedure"].get<std::string>();
                if (row.contains("channel")) {
                    question += "&channel=" + row["channel"].get<std::string>();
                }
                EXPECT_EQ(count(question), value.get<std::size_t>()) << question;
                ++cells;
            }
        }
    }
    EXPECT_GT(cells, 100);
}

TEST(api_statistics, keep_names_of_persons_out_of_tables_and_lists) {
    busy_office office;
    for (const std::string path :
         {"/v1/statistics?period=2017", "/v1/statistics/cases?period=2017&figure=received"}) {
        const auto told = office.desk.get(path, "statistician");
        EXPECT_EQ(told.status, 200);
        EXPECT_THAT(told.whole.body, Not(HasSubstr("Hường")));
    }
    EXPECT_EQ(office.desk.get("/v1/cases/" + office.returned, "statistician").code(), "forbidden");
}

TEST(api_statistics, come_as_a_table_for_spreadsheets) {
    busy_office office;
    const auto codes =
        office.desk.get("/v1/statistics?office=96&period=stat-2018&format=csv", "statistician");
    EXPECT_EQ(codes.whole.content_type, "text/csv; charset=utf-8");
    EXPECT_THAT(codes.header("Content-Disposition"), HasSubstr("statistics-stat-2018.csv"));
    EXPECT_THAT(codes.whole.body, StartsWith("\xEF\xBB\xBFperiod,office,office_name,procedure,"));
    EXPECT_THAT(codes.whole.body, HasSubstr("stat-2018,96,Cục Thi hành án dân sự tỉnh Cà Mau,"));
    EXPECT_THAT(codes.whole.body, HasSubstr("\r\n"));
    const auto labels = office.desk.get(
        "/v1/statistics?office=96&period=stat-2018&format=csv&labels=true&separator=semicolon",
        "statistician");
    EXPECT_THAT(labels.whole.body, StartsWith("\xEF\xBB\xBFKỳ thống kê;Mã cơ quan;"));
    EXPECT_THAT(labels.whole.body, HasSubstr("Tiếp nhận yêu cầu"));
}

TEST(api_statistics, sum_the_offices_that_the_caller_may_read) {
    busy_office office;
    const auto received = [&](const std::string& who) {
        return office.desk.get("/v1/statistics?period=stat-2017", who)
            .body["total"]["figures"]["received"];
    };
    EXPECT_EQ(received("operations"), 3);
    EXPECT_EQ(received("statistician"), 2);
    EXPECT_EQ(received("elsewhere"), 1);
    EXPECT_EQ(office.desk.get("/v1/statistics?period=stat-2017", "nobody").code(), "forbidden");
}

TEST(api_statistics, name_what_is_wrong_with_a_question) {
    busy_office office;
    for (const std::string wrong :
         {"/v1/statistics?office=96", "/v1/statistics?office=96&period=last",
          "/v1/statistics?office=96&period=2017-12..2017-01",
          "/v1/statistics?office=96&period=2017&format=docx",
          "/v1/statistics/cases?office=96&period=2017",
          "/v1/statistics/cases?office=96&period=2017&figure=luck",
          "/v1/statistics/cases?office=96&period=2017&figure=received&channel=pigeon"}) {
        EXPECT_EQ(office.desk.get(wrong, "statistician").code(), "parameter_invalid") << wrong;
    }
    EXPECT_EQ(office.desk
                  .get("/v1/statistics/cases?office=96&period=2017&figure=received&cursor=x",
                       "statistician")
                  .code(),
              "cursor_invalid");
}

TEST(api_statistics, refuse_a_word_that_they_do_not_know_with_those_that_they_do) {
    busy_office office;
    const auto refused = [&](const std::string& target, const char* who = "statistician") {
        const auto told = office.desk.get(target, who);
        EXPECT_EQ(told.code(), "parameter_invalid") << target << told.whole.body;
        return told.body.value("parameter", "") + ": " + told.body.value("detail", "");
    };
    const std::string cases = "/v1/statistics/cases?office=96&period=stat-2018&figure=";
    for (const auto& target :
         {cases + "received&procedure=nix", cases + "in_progress&procedure=nix",
          std::string{"/v1/statistics/enforcement/cases?office=96&period=stat-2018&column=done"
                      "&procedure=nix"},
          std::string{"/v1/reports/one-stop/cases?office=96&period=stat-2018&figure=received"
                      "&procedure=nix"}}) {
        EXPECT_THAT(refused(target), AllOf(StartsWith("procedure: "), HasSubstr("nix"),
                                           HasSubstr("enf_request"), HasSubstr("fee_relief")))
            << target;
    }
    EXPECT_THAT(refused("/v1/cases?office=96&procedure=nix", "head"), HasSubstr("none, "));
    EXPECT_THAT(refused(cases + "luck"), AllOf(HasSubstr("received"), HasSubstr("carried_over"),
                                               Not(HasSubstr("to_enforce"))));
    EXPECT_THAT(refused(cases + "received&channel=pigeon"), HasSubstr("counter"));
    EXPECT_THAT(refused("/v1/statistics/enforcement/cases?office=96&period=stat-2018&column=luck"),
                AllOf(StartsWith("column: "), HasSubstr("with_means")));
    // Those that there are, and none, are taken
    for (const auto* known : {"enf_request", "none", ""}) {
        EXPECT_EQ(office.desk.get(cases + "received&procedure=" + known, "statistician").status,
                  200)
            << known;
    }
}

TEST(api_register, has_a_line_for_each_slip_with_the_columns_of_form_06) {
    busy_office office;
    const auto book = office.desk.get("/v1/register?office=96&year=2017", "counter_officer");
    ASSERT_THAT(book.each("code"), Contains(office.returned)) << book.whole.body;
    const auto& line = book.body["items"][0];
    EXPECT_EQ(line["number"], 1);
    EXPECT_EQ(line["applicant"], "Nguyễn Thị Hường");
    EXPECT_EQ(line["result_by"], "at_counter");
    EXPECT_TRUE(line.contains("promised_at"));
    EXPECT_TRUE(line.contains("returned_at"));
    const auto sealed = office.desk.get("/v1/register?office=96&year=2017", "supervisor");
    EXPECT_EQ(sealed.body["items"][0]["applicant_state"], "sealed");
    EXPECT_FALSE(sealed.body["items"][0].contains("applicant"));
    EXPECT_THAT(office.desk.get("/v1/register?office=96&year=2016", "head").each("code"),
                IsEmpty());
    EXPECT_EQ(office.desk.get("/v1/register?office=96&year=2017", "statistician").code(),
              "forbidden");
}

TEST(api_register, comes_as_the_printed_book) {
    busy_office office;
    const auto book =
        office.desk.get("/v1/register?office=96&year=2017&format=csv", "counter_officer");
    EXPECT_THAT(book.whole.body, StartsWith("\xEF\xBB\xBFTT,Mã hồ sơ,Tên TTHC,"));
    EXPECT_THAT(book.whole.body, HasSubstr(office.returned));
    EXPECT_THAT(book.whole.body, HasSubstr("Nguyễn Thị Hường"));
    EXPECT_THAT(book.whole.body, HasSubstr("28/09/2017"));
    EXPECT_THAT(book.whole.body, HasSubstr("02/10/2017"));
}

TEST(api_worklist, shows_an_officer_what_is_on_the_desk) {
    api_desk desk;
    const auto mine = desk.file_request();
    const auto other = desk.file_request();
    EXPECT_THAT(desk.get("/v1/worklist?office=96", "head").each("code"),
                testing::UnorderedElementsAre(mine, other));
    desk.step(mine, "counter_officer", "accept_dossier",
              {{"result_by", "at_counter"}, {"papers", {"application", "judgment"}}});
    desk.step(mine, "counter_officer", "hand_over", {{"to", "enforcement_officer"}});
    EXPECT_THAT(desk.get("/v1/worklist?holder=me", "enforcement_officer").each("code"),
                ElementsAre(mine));
    EXPECT_THAT(desk.get("/v1/worklist?holder=enforcement_officer", "head").each("code"),
                ElementsAre(mine));
    EXPECT_THAT(desk.get("/v1/worklist?holder=enforcement_officer", "elsewhere").each("code"),
                IsEmpty());
    EXPECT_THAT(desk.get("/v1/worklist?office=96&holder=none", "head").each("code"),
                Not(Contains(mine)));
    EXPECT_EQ(desk.get("/v1/worklist?holder=me", "nobody").code(), "forbidden");
}

TEST(api_refusals, tell_who_was_refused_what_by_which_rule) {
    api_desk desk;
    const auto code = desk.file_request();
    EXPECT_EQ(
        desk.give("/v1/cases/" + code + "/commands/issue_decision", "clerk", json::object()).status,
        409);
    desk.at("2017-06-01 10:00");
    EXPECT_EQ(desk.give("/v1/cases/" + code + "/commands/accept_dossier", "auditor", json::object())
                  .status,
              403);
    const auto told = desk.get("/v1/refusals?office=96", "auditor");
    ASSERT_EQ(told.status, 200) << told.whole.body;
    EXPECT_THAT(told.each("why"), ElementsAre("forbidden", "not_allowed_now"));
    EXPECT_THAT(told.each("actor"), ElementsAre("auditor", "clerk"));
    EXPECT_THAT(told.each("code"), ElementsAre(code, code));
    EXPECT_THAT(desk.get("/v1/refusals?office=96&to=2017-01-01", "auditor").each("why"), IsEmpty());
    EXPECT_EQ(desk.get("/v1/refusals?office=96", "clerk").code(), "forbidden");
    EXPECT_EQ(desk.get("/v1/refusals?office=*", "auditor").code(), "forbidden");
}

} // namespace
