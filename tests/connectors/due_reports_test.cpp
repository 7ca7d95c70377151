#include "tests/support/api_desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

/// Which reports an office has to send by a day that a text names, and has not closed: TT
/// 06/2019/TT-BTP, TTLT 12/2021, plan of Quảng Nam QĐ 42/QĐ-CTHADS II.2.4.
namespace {

using nlohmann::json;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;
using testing_support::api_desk;

/// The last day of each stage, and how it stands.
std::map<std::string, std::string> stages_of(api_desk& desk, const std::string& office,
                                             const std::string& report, const std::string& period) {
    const auto told = desk.get("/v1/reports/due?office=" + office, "operations");
    EXPECT_EQ(told.status, 200) << told.whole.body;
    std::map<std::string, std::string> out;
    for (const auto& one : told.body["items"]) {
        EXPECT_EQ(one["office"], office);
        if (one["report"] == report && one["period"] == period) {
            out[one["stage"].get<std::string>()] =
                one["last_day"].get<std::string>() + " " + one["state"].get<std::string>();
        }
    }
    return out;
}

TEST(due_reports, of_the_statistics_are_told_stage_by_stage_until_they_are_closed) {
    api_desk desk{"2021-01-06 09:00"}; // the period of three months ended on 31/12/2020
    EXPECT_THAT(stages_of(desk, "96", "statistics", "stat-2021-m3"),
                UnorderedElementsAre(Pair("province", "2021-01-07 due")));
    EXPECT_THAT(stages_of(desk, "964", "statistics", "stat-2021-m3"),
                UnorderedElementsAre(Pair("branch", "2021-01-05 overdue")));
    EXPECT_THAT(stages_of(desk, "96", "statistics", "stat-2021-m6"), IsEmpty()) << "far ahead";
    const auto closed =
        desk.give("/v1/offices/96/closings/statistics/stat-2021-m3", "head", json::object());
    ASSERT_EQ(closed.status, 200) << closed.whole.body;
    EXPECT_THAT(stages_of(desk, "96", "statistics", "stat-2021-m3"), IsEmpty());
    EXPECT_THAT(stages_of(desk, "964", "statistics", "stat-2021-m3"),
                UnorderedElementsAre(Pair("branch", "2021-01-05 overdue")))
        << "each closes its own";
}

TEST(due_reports, that_agencies_confirm_to_each_other_have_a_day_for_each_stage) {
    api_desk desk{"2022-04-05 09:00"};
    auto told = stages_of(desk, "96", "statistics", "stat-2022-m6");
    EXPECT_EQ(told.erase("province"), 1U) << "by TT 06/2019/TT-BTP";
    EXPECT_THAT(told, UnorderedElementsAre(Pair("made", "2022-04-01 overdue"),
                                           Pair("sent_for_confirmation", "2022-04-04 overdue"),
                                           Pair("partner_signs", "2022-04-06 due"),
                                           Pair("sent_up", "2022-04-07 due"),
                                           Pair("province_adds_up", "2022-04-12 due"),
                                           Pair("province_to_centre", "2022-04-19 due")));
}

TEST(due_reports, of_the_one_stop_desk_are_told_where_a_plan_names_their_day) {
    api_desk desk{"2017-05-25 09:00"};
    connectors::grant_as_installation(desk.on(), "head_of_49", events::role::head, "49", false);
    const auto half_year = [&](const char* office) {
        return stages_of(desk, office, "one_stop_report", "2017-h1");
    };
    EXPECT_THAT(half_year("49"), UnorderedElementsAre(Pair("province", "2017-06-01 due")));
    EXPECT_THAT(half_year("502"), UnorderedElementsAre(Pair("branch", "2017-06-01 due")));
    EXPECT_THAT(half_year("96"), IsEmpty()) << "the plan is of another province";
    // By the statistics year as well, whose half is over by then
    connectors::grant_as_installation(desk.on(), "head_of_502", events::role::head, "502", false);
    ASSERT_EQ(desk.give("/v1/offices/502/closings/one_stop_report/stat-2017-m6", "head_of_502",
                        json::object())
                  .status,
              200);
    EXPECT_THAT(half_year("502"), IsEmpty());
    desk.at("2017-07-03 09:00");
    EXPECT_THAT(half_year("49"), UnorderedElementsAre(Pair("province", "2017-06-01 overdue")));
    ASSERT_EQ(
        desk.give("/v1/offices/49/closings/one_stop_report/2017-h1", "head_of_49", json::object())
            .status,
        200);
    EXPECT_THAT(half_year("49"), IsEmpty());
}

} // namespace
