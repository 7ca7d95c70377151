#include "engine/rule_set.hpp"
#include "engine/rules/send_days.hpp"
#include "events/fault.hpp"
#include "tests/support/api_desk.hpp"
#include "tests/support/tools.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

/// To whom the one-stop report goes, before which day, and its four parts: plan of Quảng Nam, QĐ
/// 42/QĐ-CTHADS II.2.4.
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;
using testing_support::api_desk;

json sending(api_desk& desk, const std::string& office, const std::string& period) {
    const auto told =
        desk.get("/v1/reports/one-stop?office=" + office + "&period=" + period, "operations");
    EXPECT_EQ(told.status, 200) << told.whole.body;
    return told.body.value("sending", json());
}

TEST(the_one_stop_report, of_2017_is_sent_before_the_days_that_the_plan_names) {
    api_desk desk{"2017-12-01 09:00"};
    for (const auto* office : {"49", "502"}) {
        SCOPED_TRACE(office);
        EXPECT_EQ(sending(desk, office, "2017-h1")["before"], "2017-06-02");
        EXPECT_EQ(sending(desk, office, "stat-2017-m6")["before"], "2017-06-02");
        EXPECT_EQ(sending(desk, office, "2017")["before"], "2017-11-14");
        const auto year = sending(desk, office, "stat-2017");
        EXPECT_EQ(year["before"], "2017-11-14");
        EXPECT_THAT(year["to"].get<std::string>(), HasSubstr("qua Văn phòng"));
        EXPECT_THAT(year["source"].get<std::string>(), HasSubstr("QĐ 42/QĐ-CTHADS"));
    }
}

TEST(the_one_stop_report, of_another_year_goes_to_the_same_on_a_day_that_no_text_names) {
    api_desk desk{"2019-12-02 09:00"};
    for (const auto* period : {"2018-h1", "2018-h2", "stat-2018", "2017-h2"}) {
        const auto told = sending(desk, "49", period);
        EXPECT_TRUE(told.contains("to")) << period;
        EXPECT_FALSE(told.contains("before")) << period << told;
    }
    EXPECT_TRUE(sending(desk, "49", "2018-06").is_null()) << "neither a half year nor a year";
    EXPECT_TRUE(sending(desk, "96", "2017").is_null()) << "the plan is of another province";
}

TEST(the_one_stop_report, of_several_offices_goes_where_all_of_them_are_bound_to_send_it) {
    api_desk desk{"2017-12-01 09:00"};
    const auto told = sending(desk, "49&below=true", "2017");
    EXPECT_EQ(told["before"], "2017-11-14") << "the plan binds the agency with its branches";
    const auto everywhere = desk.get("/v1/reports/one-stop?period=2017", "operations");
    ASSERT_EQ(everywhere.status, 200) << everywhere.whole.body;
    ASSERT_GT(everywhere.body["units"].size(), 2U);
    EXPECT_FALSE(everywhere.body.contains("sending")) << "it is not that of a single agency";
}

TEST(the_one_stop_report, has_its_four_parts_and_its_recipient_on_paper) {
    api_desk desk{"2017-11-01 09:00"};
    const auto page = [&](const std::string& office) {
        return testing_support::words_of_pdf(desk.get("/v1/reports/one-stop?office=" + office +
                                                          "&period=stat-2017&format=pdf"
                                                          "&paper=a3",
                                                      "operations")
                                                 .whole.body);
    };
    const auto one = page("49");
    for (const auto* part :
         {"I. Tình hình triển khai nhiệm vụ", "II. Kết quả hỗ trợ trực tuyến, tiếp nhận",
          "III. Khó khăn, vướng mắc và nguyên nhân", "IV. Đề xuất, kiến nghị",
          "Nơi nhận: Cục Thi hành án dân sự tỉnh (qua Văn phòng)", "gửi trước ngày 14/11/2017"}) {
        EXPECT_THAT(one, HasSubstr(part));
    }
    EXPECT_THAT(page("96"), Not(HasSubstr("Nơi nhận")));
}

TEST(send_days, take_that_of_the_year_before_that_of_every_year) {
    const auto& all = engine::default_rule_set().send_days;
    const auto day_of = [&](std::int64_t year, const char* office, const char* parent) {
        const auto* row =
            engine::find_send_day(all, engine::reported_span::year, year,
                                  events::office_code{office}, events::office_code{parent});
        return row == nullptr ? "none" : row->before ? events::to_text(*row->before) : "no day";
    };
    EXPECT_EQ(day_of(2017, "49", ""), "2017-11-14");
    EXPECT_EQ(day_of(2017, "502", "49"), "2017-11-14");
    EXPECT_EQ(day_of(2018, "502", "49"), "no day");
    EXPECT_EQ(day_of(2017, "964", "96"), "none");
}

std::vector<engine::send_day> days_in(const json& reports) {
    return engine::read_send_days({{"rules/statistics.json", json{{"reports", reports}}.dump()}});
}

json a_report_of(const char* tag) {
    return {{"span", "year"},
            {"under", "49"},
            {"to", {{"vi", "Cục"}, {"en", "The department"}}},
            {"source", "a plan"},
            {"tag", tag}};
}

TEST(send_days, that_were_read_second_hand_are_told_once_an_office_adopts_them) {
    const auto found = [](const json& row) {
        const auto all = days_in(json::array({row}));
        return engine::find_send_day(all, engine::reported_span::year, 2018,
                                     events::office_code{"49"}, {}) != nullptr;
    };
    auto row = a_report_of("S");
    EXPECT_FALSE(found(row));
    row["adopted"] = true;
    EXPECT_TRUE(found(row));
    row = a_report_of("V");
    EXPECT_TRUE(found(row));
    row["adopted"] = false;
    EXPECT_FALSE(found(row)) << "an office may say that it does not hold there";
}

TEST(send_days, of_one_span_office_and_year_stand_there_once) {
    auto other_year = a_report_of("V");
    other_year["year"] = 2018;
    other_year["before"] = "2018-11-14";
    EXPECT_EQ(days_in(json::array({a_report_of("V"), other_year})).size(), 2U);
    EXPECT_THROW((void)days_in(json::array({a_report_of("V"), a_report_of("S")})), events::fault);
    EXPECT_THROW((void)days_in(json::array({other_year, other_year})), events::fault);
}

} // namespace
