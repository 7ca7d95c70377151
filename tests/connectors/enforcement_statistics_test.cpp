#include "tests/support/decided_matter.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

/// The columns of the national statistics: what became of the matters that an office has to
/// enforce, each figure with its matters.
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing_support::api_desk;

json on_ground(const char* ground) {
    return {{"reason", "ground_of_the_law"}, {"grounds", {ground}}};
}

std::string a_matter(api_desk& desk) {
    return testing_support::an_enforcement(desk, "ex_officio", json::array());
}

json enforcement_figures(api_desk& desk, const char* period) {
    const auto told = desk.get(std::string{"/v1/statistics/enforcement?office=96&period="} + period,
                               "statistician");
    EXPECT_EQ(told.status, 200) << told.whole.body;
    return told.body["total"]["figures"];
}

std::vector<std::string> matters_behind(api_desk& desk, const char* period,
                                        const std::string& column) {
    const auto told =
        desk.get("/v1/statistics/enforcement/cases?office=96&period=" + std::string{period} +
                     "&column=" + column,
                 "statistician");
    EXPECT_EQ(told.status, 200) << told.whole.body;
    return told.each("code");
}

/// One matter of each kind, of the statistics year 2017, and one of each end.
struct enforcing_office {
    api_desk desk;
    std::string goes_on = a_matter(desk);
    std::string done = a_matter(desk);
    std::string in_part = a_matter(desk);
    std::string without = a_matter(desk);
    std::string postponed = a_matter(desk);
    std::string ended = a_matter(desk);
    std::string entrusted = a_matter(desk);
    std::string closed = a_matter(desk);
    std::string revoked = a_matter(desk);

    enforcing_office() {
        desk.at("2017-08-01 09:00");
        const auto performed = [&](const std::string& code, const char* extent, int amount) {
            desk.step(code, "enforcement_officer", "record_performance",
                      {{"extent", extent}, {"amount", amount}});
        };
        performed(done, "whole", 5'000'000);
        performed(in_part, "part", 2'000'000);
        desk.step(without, "head", "suspend_case", on_ground("no_means"));
        desk.step(postponed, "head", "suspend_case", on_ground("postponed"));
        desk.step(ended, "head", "terminate_case", on_ground("ended"));
        desk.step(entrusted, "head", "refer_elsewhere",
                  {{"competent_office", "49"}, {"grounds", {"entrusted"}}});
        desk.step(closed, "enforcement_officer", "notify_party",
                  {{"way", "direct"}, {"valid_on", "2017-06-01"}});
        desk.step(closed, "enforcement_officer", "close_case");
        desk.step(revoked, "head", "withdraw_decision");
        // Not a matter to enforce: a request for something else
        desk.file_request("result_confirm");
    }
};

TEST(the_statistics_of_enforcement, count_every_matter_in_the_columns_of_what_became_of_it) {
    enforcing_office office;
    const auto counted = enforcement_figures(office.desk, "stat-2017");
    const json expected{{"total", 9},
                        {"carried_over", 0},
                        {"new", 9},
                        {"entrusted", 1},
                        {"with_means", 6},
                        {"no_means", 1},
                        {"separate_register", 0},
                        {"done", 1},
                        {"done_in_part", 1},
                        {"terminated", 1},
                        {"in_progress", 2},
                        {"postponed", 1},
                        {"suspended", 0},
                        {"otherwise", 1},
                        {"revoked", 1},
                        {"carried_on", 4}};
    EXPECT_EQ(counted, expected);
    // What is published of others balances so: total - entrusted - withdrawn = with + without means
    EXPECT_EQ(counted["total"].get<int>() - counted["entrusted"].get<int>() -
                  counted["revoked"].get<int>(),
              counted["with_means"].get<int>() + counted["no_means"].get<int>());
    const auto whole =
        office.desk.get("/v1/statistics/enforcement?office=96&period=stat-2017", "statistician");
    EXPECT_EQ(whole.body["total"]["amount"], 7'000'000);
    EXPECT_EQ(whole.body["total"]["rate_parts"], 1'667) << "one of six";
    ASSERT_EQ(whole.body["rows"].size(), 1U);
    EXPECT_EQ(whole.body["rows"][0]["procedure"], "ex_officio");
    for (const auto& column : whole.body["columns"]) {
        EXPECT_EQ(column["verified"], false) << column << " was not seen in an official form";
    }
}

TEST(the_statistics_of_enforcement, have_exactly_the_matters_behind_every_figure) {
    enforcing_office office;
    const auto counted = enforcement_figures(office.desk, "stat-2017");
    for (const auto& [column, count] : counted.items()) {
        const auto cases = matters_behind(office.desk, "stat-2017", column);
        EXPECT_EQ(cases.size(), count.get<std::size_t>()) << column;
        EXPECT_EQ(std::set(cases.begin(), cases.end()).size(), cases.size()) << column;
    }
    EXPECT_EQ(matters_behind(office.desk, "stat-2017", "done"), std::vector{office.done});
    EXPECT_EQ(matters_behind(office.desk, "stat-2017", "no_means"), std::vector{office.without});
    EXPECT_EQ(matters_behind(office.desk, "stat-2017", "postponed"), std::vector{office.postponed});
    EXPECT_EQ(matters_behind(office.desk, "stat-2017", "otherwise"), std::vector{office.closed});
    EXPECT_EQ(matters_behind(office.desk, "stat-2017", "revoked"), std::vector{office.revoked});
    // Page by page the same
    std::vector<std::string> paged;
    std::string cursor;
    do {
        const auto part = office.desk.get("/v1/statistics/enforcement/cases?office=96&period="
                                          "stat-2017&column=total&limit=3" +
                                              cursor,
                                          "statistician");
        ASSERT_EQ(part.status, 200) << part.whole.body;
        for (const auto& code : part.each("code")) {
            paged.push_back(code);
        }
        cursor =
            part.body.contains("next") ? "&cursor=" + part.body["next"].get<std::string>() : "";
    } while (!cursor.empty() && paged.size() < 20);
    EXPECT_EQ(paged, matters_behind(office.desk, "stat-2017", "total"));
    EXPECT_EQ(office.desk
                  .get("/v1/statistics/enforcement/cases?office=96&period=stat-2017&column=nothing",
                       "statistician")
                  .code(),
              "parameter_invalid");
}

TEST(the_statistics_of_enforcement, carry_over_what_stands_and_leave_a_past_period_as_it_was) {
    enforcing_office office;
    auto& desk = office.desk;
    const auto before = enforcement_figures(desk, "stat-2017");
    desk.at("2017-11-01 09:00"); // in the next statistics year
    desk.step(office.without, "head", "resume_case", {{"grounds", {"new_information"}}});
    desk.step(office.postponed, "enforcement_officer", "record_performance", {{"extent", "whole"}});
    // And a record of the year before turns out to be wrong
    desk.step(office.done, "enforcement_officer", "record_performance",
              {{"extent", "part"}, {"amount", -1'000'000}});
    EXPECT_EQ(enforcement_figures(desk, "stat-2017"), before);
    const auto next = enforcement_figures(desk, "stat-2018");
    EXPECT_EQ(next["carried_over"], 4);
    EXPECT_EQ(next["new"], 1) << "the one that is to be enforced again";
    EXPECT_EQ(next["done"], 1);
    EXPECT_EQ(next["no_means"], 0);
    EXPECT_EQ(next["postponed"], 0) << "it is performed";
    EXPECT_EQ(next["carried_on"], 4);
    EXPECT_EQ(matters_behind(desk, "stat-2018", "done"), std::vector{office.postponed});
}

TEST(the_statistics_of_enforcement, of_one_period_know_what_is_recorded_and_taken_back_in_it) {
    api_desk desk;
    const auto code = a_matter(desk);
    desk.step(code, "enforcement_officer", "record_performance",
              {{"extent", "whole"}, {"amount", 9}});
    EXPECT_EQ(enforcement_figures(desk, "stat-2017")["done"], 1);
    desk.step(code, "enforcement_officer", "record_performance",
              {{"extent", "part"}, {"amount", -4}});
    const auto counted = enforcement_figures(desk, "stat-2017");
    EXPECT_EQ(counted["done"], 0);
    EXPECT_EQ(counted["in_progress"], 1);
    EXPECT_EQ(counted["total"], 1) << "one matter, whatever was recorded of it";
}

TEST(the_statistics_of_enforcement, go_into_a_spreadsheet_with_a_total) {
    enforcing_office office;
    const auto csv =
        office.desk
            .get("/v1/statistics/enforcement?office=96&period=stat-2017&format=csv", "statistician")
            .whole.body;
    EXPECT_THAT(csv, HasSubstr("period,office,procedure,total,carried_over,"));
    EXPECT_THAT(csv, HasSubstr(",amount\r\n"));
    EXPECT_THAT(csv, HasSubstr("stat-2017,Tổng cộng,,9,0,9,1,6,1,0,1,1,1,2,1,0,1,1,4,7000000\r\n"));
    EXPECT_EQ(
        office.desk.get("/v1/statistics/enforcement?office=96&period=stat-2017", "nobody").code(),
        "forbidden");
}

TEST(the_statistics_of_enforcement, have_names_for_people_in_the_first_row_when_asked) {
    enforcing_office office;
    const auto csv = office.desk
                         .get("/v1/statistics/enforcement?office=96&period=stat-2017&format=csv"
                              "&labels=true",
                              "statistician")
                         .whole.body;
    EXPECT_THAT(csv, HasSubstr("Kỳ thống kê,Mã cơ quan,Mã thủ tục,"));
    EXPECT_THAT(csv, HasSubstr("Có điều kiện thi hành"));
}

TEST(the_statistics_of_enforcement, count_nothing_as_performed_of_a_decision_that_was_withdrawn) {
    api_desk desk;
    const auto code = a_matter(desk);
    desk.step(code, "enforcement_officer", "record_performance",
              {{"extent", "whole"}, {"amount", 5'000'000}});
    EXPECT_EQ(enforcement_figures(desk, "stat-2017")["done"], 1);
    desk.step(code, "head", "withdraw_decision");
    const auto told =
        desk.get("/v1/statistics/enforcement?office=96&period=stat-2017", "statistician");
    const auto& total = told.body["total"];
    EXPECT_EQ(total["figures"]["total"], 1);
    EXPECT_EQ(total["figures"]["done"], 0);
    EXPECT_EQ(total["figures"]["revoked"], 1);
    EXPECT_EQ(total["amount"], 0);
    EXPECT_TRUE(matters_behind(desk, "stat-2017", "done").empty());
}

TEST(the_statistics_of_enforcement,
     keep_what_an_earlier_period_says_of_a_decision_withdrawn_later) {
    api_desk desk;
    const auto code = a_matter(desk);
    desk.step(code, "enforcement_officer", "record_performance",
              {{"extent", "whole"}, {"amount", 5'000'000}});
    desk.at("2017-10-03 09:00");
    desk.step(code, "head", "withdraw_decision");
    EXPECT_EQ(enforcement_figures(desk, "stat-2017")["done"], 1);
    EXPECT_EQ(enforcement_figures(desk, "stat-2018")["total"], 0) << "gone before it";
}

TEST(the_statistics_of_enforcement, have_no_matter_both_performed_and_terminated) {
    api_desk desk;
    const auto code = a_matter(desk);
    desk.step(code, "enforcement_officer", "record_performance",
              {{"extent", "whole"}, {"amount", 5'000'000}});
    desk.step(code, "head", "terminate_case", on_ground("ended"));
    const auto counted = enforcement_figures(desk, "stat-2017");
    EXPECT_EQ(counted["done"].get<int>() + counted["terminated"].get<int>(), 1) << counted;
    EXPECT_EQ(counted["terminated"], 1);
}

TEST(the_statistics_of_enforcement, have_no_matter_both_performed_and_entrusted) {
    api_desk desk;
    const auto code = a_matter(desk);
    desk.step(code, "enforcement_officer", "record_performance",
              {{"extent", "whole"}, {"amount", 5'000'000}});
    desk.step(code, "head", "refer_elsewhere",
              {{"competent_office", "49"}, {"grounds", {"entrusted"}}});
    const auto counted = enforcement_figures(desk, "stat-2017");
    EXPECT_EQ(counted["entrusted"], 1);
    EXPECT_EQ(counted["done"], 0);
}

TEST(the_statistics_of_enforcement, take_back_what_was_recorded_as_whole_in_error) {
    api_desk desk;
    const auto code = a_matter(desk);
    const auto records = [&](const char* extent, int amount) {
        desk.step(code, "enforcement_officer", "record_performance",
                  {{"extent", extent}, {"amount", amount}});
    };
    records("whole", 5'000'000);
    records("part", -2'000'000);
    desk.step(code, "enforcement_officer", "notify_party",
              {{"way", "direct"}, {"valid_on", "2017-06-01"}});
    desk.step(code, "enforcement_officer", "close_case");
    const auto counted = enforcement_figures(desk, "stat-2017");
    EXPECT_EQ(counted["done"], 0);
    EXPECT_EQ(counted["otherwise"], 1);
}

TEST(the_figures_of_the_statistics, are_only_those_that_people_are_shown) {
    enforcing_office office;
    for (const auto* hidden : {"to_enforce", "enforced_no_more", "stopped_on", "stopped_no_more",
                               "enforcement_revoked"}) {
        EXPECT_EQ(office.desk
                      .get(std::string{"/v1/statistics/cases?office=96&period=stat-2017&figure="} +
                               hidden,
                           "statistician")
                      .code(),
                  "parameter_invalid")
            << hidden;
    }
    EXPECT_EQ(
        office.desk
            .get("/v1/statistics/cases?office=96&period=stat-2017&figure=performed", "statistician")
            .status,
        200);
}

} // namespace
