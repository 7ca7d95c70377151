#include "engine/calendar.hpp"
#include "events/fault.hpp"
#include "tests/support/days.hpp"
#include "tests/support/golden.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include <limits>
#include <map>
#include <set>
#include <sstream>

namespace {

using engine::calendar;
using engine::day_kind;
using events::local_date;
using std::chrono::days;
using std::chrono::sys_days;
using testing_support::day;

constexpr auto* calendar_path = "schemas/calendars/vn-2017-2026.json";

calendar shipped() {
    return engine::read_calendar(testing_support::source_file(calendar_path), calendar_path);
}

/// tests/golden/calendar.txt: weekdays off and Saturdays worked, read without the code under test.
struct golden_days {
    std::set<std::string> off;
    std::set<std::string> work;

    golden_days() {
        std::istringstream lines(testing_support::source_file("tests/golden/calendar.txt"));
        for (std::string line; std::getline(lines, line);) {
            std::istringstream words(line);
            std::string year;
            std::string word;
            words >> year;
            for (auto* into = &off; words >> word;) {
                if (word == "off" || word == "work") {
                    into = word == "off" ? &off : &work;
                } else {
                    into->insert(year + "-" + word.substr(0, 2) + "-" + word.substr(2));
                }
            }
        }
    }

    [[nodiscard]] bool works(local_date date) const {
        const std::chrono::weekday weekday{sys_days{date}};
        const bool rest = weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
        const auto text = events::to_text(date);
        return rest ? work.contains(text) : !off.contains(text);
    }
};

TEST(calendar, agrees_with_the_golden_calendar_on_all_3652_days) {
    const auto under_test = shipped();
    const golden_days golden;
    int seen = 0;
    for (auto at = sys_days{day("2017-01-01")}; at <= sys_days{day("2026-12-31")}; at += days{1}) {
        const local_date date{at};
        ASSERT_EQ(under_test.is_working_day(date).value(), golden.works(date))
            << events::to_text(date);
        ++seen;
    }
    EXPECT_EQ(seen, 3652);
}

TEST(calendar, has_the_published_number_of_working_days_in_every_month_and_year) {
    const std::map<int, std::array<int, 12>> months{
        {2017, {17, 19, 23, 19, 21, 22, 21, 23, 20, 22, 22, 21}},
        {2018, {22, 15, 22, 19, 22, 21, 22, 23, 19, 23, 22, 20}},
        {2019, {23, 15, 21, 19, 23, 20, 23, 22, 20, 23, 21, 22}},
        {2020, {17, 20, 22, 20, 20, 22, 23, 21, 21, 22, 21, 23}},
        {2021, {20, 15, 23, 20, 20, 22, 22, 22, 20, 21, 22, 23}},
        {2022, {19, 16, 23, 20, 20, 22, 21, 23, 20, 21, 22, 22}},
        {2023, {16, 20, 23, 20, 20, 22, 21, 23, 19, 22, 22, 21}},
        {2024, {22, 16, 21, 19, 23, 20, 23, 22, 19, 23, 21, 22}},
        {2025, {17, 20, 21, 21, 20, 21, 23, 21, 20, 23, 20, 23}},
        {2026, {21, 15, 22, 20, 20, 22, 23, 21, 20, 22, 20, 23}}};
    const std::map<int, int> years{{2017, 250}, {2018, 250}, {2019, 252}, {2020, 252}, {2021, 250},
                                   {2022, 249}, {2023, 249}, {2024, 251}, {2025, 250}, {2026, 249}};
    const auto under_test = shipped();
    const auto count = [&](local_date first, local_date last) {
        const auto between = under_test.working_days_between(first, last).value();
        return static_cast<int>(between) + (under_test.is_working_day(first).value() ? 1 : 0);
    };
    for (const auto& [number, expected] : months) {
        const std::chrono::year year{number};
        for (unsigned month = 1; month <= 12; ++month) {
            const local_date last{year / std::chrono::month{month} / std::chrono::last};
            EXPECT_EQ(count(year / std::chrono::month{month} / 1, last), expected[month - 1])
                << number << "-" << month;
        }
        EXPECT_EQ(count(year / 1 / 1, year / 12 / 31), years.at(number)) << number;
    }
}

TEST(calendar, says_why_a_day_is_off) {
    const auto under_test = shipped();
    EXPECT_EQ(under_test.kind_of(day("2017-06-04")), day_kind::weekend);
    EXPECT_EQ(under_test.kind_of(day("2017-01-27")), day_kind::holiday);
    EXPECT_EQ(under_test.special_name(day("2017-01-27")), "Tết Nguyên đán");
    EXPECT_EQ(under_test.kind_of(day("2017-05-02")), day_kind::compensation);
    EXPECT_EQ(under_test.kind_of(day("2024-04-29")), day_kind::swap);
    EXPECT_EQ(under_test.kind_of(day("2017-06-05")), day_kind::working_day);
    EXPECT_EQ(under_test.special_name(day("2017-06-05")), "");
}

TEST(calendar, counts_a_swap_saturday_as_a_working_day) {
    const auto under_test = shipped();
    EXPECT_EQ(under_test.kind_of(day("2025-04-26")), day_kind::working_saturday);
    EXPECT_EQ(under_test.next_working_day(day("2025-04-25")), day("2025-04-26"));
    EXPECT_EQ(under_test.next_working_day(day("2025-04-26")), day("2025-04-28"));
}

TEST(calendar, counts_working_days_forward_and_back) {
    const auto under_test = shipped();
    EXPECT_EQ(under_test.add_working_days(day("2017-06-01"), 5), day("2017-06-08"));
    EXPECT_EQ(under_test.add_working_days(day("2017-06-03"), 1), day("2017-06-05"));
    EXPECT_EQ(under_test.add_working_days(day("2017-06-03"), 0), day("2017-06-03"));
    EXPECT_EQ(under_test.add_working_days(day("2017-06-05"), -1), day("2017-06-02"));
    EXPECT_EQ(under_test.add_working_days(day("2017-06-04"), -1), day("2017-06-02"));
    EXPECT_EQ(under_test.working_days_between(day("2017-06-01"), day("2017-06-08")), 5);
    EXPECT_EQ(under_test.working_days_between(day("2017-06-08"), day("2017-06-01")), -5);
}

TEST(calendar, rolls_a_day_off_to_the_next_working_day_and_leaves_others) {
    const auto under_test = shipped();
    EXPECT_EQ(under_test.roll_forward(day("2024-04-27")), day("2024-05-02"));
    EXPECT_EQ(under_test.roll_forward(day("2024-05-02")), day("2024-05-02"));
}

TEST(calendar, refuses_to_guess_outside_the_years_it_covers) {
    const auto under_test = shipped();
    const auto before = under_test.is_working_day(day("2016-12-31"));
    ASSERT_FALSE(before);
    EXPECT_EQ(before.error(),
              "2016-12-31 is outside calendar vn-2017-2026 (2017-01-01 to 2026-12-31): publish a "
              "calendar that covers it");
    EXPECT_FALSE(under_test.roll_forward(day("2027-01-01")));
    EXPECT_FALSE(under_test.add_working_days(day("2026-12-30"), 2));
    EXPECT_TRUE(under_test.add_working_days(day("2026-12-30"), 1));
    EXPECT_FALSE(under_test.add_working_days(day("2017-01-03"), -1));
    EXPECT_FALSE(
        under_test.add_working_days(day("2020-01-01"), std::numeric_limits<std::int64_t>::max()));
    EXPECT_FALSE(
        under_test.add_working_days(day("2020-01-01"), std::numeric_limits<std::int64_t>::min()));
    EXPECT_FALSE(calendar{}.is_working_day(day("2020-01-01")));
}

TEST(calendar, keeps_its_version_when_only_white_space_changes) {
    const auto text = testing_support::source_file(calendar_path);
    auto changed = nlohmann::json::parse(text);
    EXPECT_EQ(engine::read_calendar(changed.dump(8), "x").version(), shipped().version());
    EXPECT_EQ(shipped().version().size(), 64U);
    changed["years"][0]["special_days"].erase(0);
    EXPECT_NE(engine::read_calendar(changed.dump(), "x").version(), shipped().version());
}

std::string fault_of(const nlohmann::json& changed) {
    try {
        (void)engine::read_calendar(changed.dump(), "c.json");
    } catch (const events::fault& fault) {
        EXPECT_EQ(fault.code(), "rules-bad-data");
        return fault.what();
    }
    return "no fault";
}

TEST(calendar, names_the_place_and_the_reason_of_bad_data) {
    const auto good = nlohmann::json::parse(testing_support::source_file(calendar_path));
    const auto broken = [&](auto&& change) {
        auto copy = good;
        change(copy);
        return fault_of(copy);
    };
    EXPECT_THAT(broken([](auto& j) { j["years"][0]["special_days"][0]["kind"] = "party"; }),
                testing::HasSubstr("c.json#/years/0/special_days/0/kind: unknown word `party`"));
    EXPECT_THAT(broken([](auto& j) { j["years"][0].erase("source"); }),
                testing::HasSubstr("c.json#/years/0: `source` is missing"));
    EXPECT_THAT(broken([](auto& j) { j["years"][1]["year"] = 2019; }),
                testing::HasSubstr("c.json#/years/1/year: the years must follow"));
    EXPECT_THAT(broken([](auto& j) { j["years"][0]["special_days"][0]["day"] = "2017-02-30"; }),
                testing::HasSubstr("/day: `2017-02-30` is not a day"));
    EXPECT_THAT(broken([](auto& j) { j["years"][0]["special_days"][0]["day"] = "2017-01-07"; }),
                testing::HasSubstr("2017-01-07 is said to be off but is a weekly rest day"));
    EXPECT_THAT(broken([](auto& j) {
                    j["years"][0]["special_days"][0]["day"] =
                        j["years"][0]["special_days"][1]["day"];
                }),
                testing::HasSubstr("2017-01-26 is named twice"));
    EXPECT_THAT(broken([](auto& j) { j["sessions"]["afternoon"]["start"] = "11:00"; }),
                testing::HasSubstr("the morning session must end before"));
    EXPECT_THAT(broken([](auto& j) { j["yeras"] = 1; }),
                testing::HasSubstr("c.json#/yeras: unknown member"));
}

TEST(calendar, file_is_valid_by_its_schema) {
    const auto schema_json = nlohmann::json::parse(
        testing_support::source_file("schemas/calendars/calendar.schema.json"));
    valijson::Schema schema;
    valijson::SchemaParser parser;
    parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(schema_json), schema);
    auto good = nlohmann::json::parse(testing_support::source_file(calendar_path));
    valijson::Validator validator;
    EXPECT_TRUE(validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(good), nullptr));
    good["years"][0]["special_days"][0].erase("name");
    EXPECT_FALSE(
        validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(good), nullptr));
}

TEST(calendar, names_both_sides_of_every_swap) {
    const auto json = nlohmann::json::parse(testing_support::source_file(calendar_path));
    std::map<std::string, std::string> swapped_with;
    for (const auto& year : json["years"]) {
        for (const auto& special : year["special_days"]) {
            if (special.contains("swapped_with")) {
                swapped_with[special["day"]] = special["swapped_with"];
            }
        }
    }
    EXPECT_EQ(swapped_with.size(), 12U);
    for (const auto& [one, other] : swapped_with) {
        EXPECT_EQ(swapped_with[other], one);
    }
}

} // namespace
