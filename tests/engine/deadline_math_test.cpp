#include "engine/calendar.hpp"
#include "engine/deadline_math.hpp"
#include "engine/lateness.hpp"
#include "tests/support/days.hpp"
#include "tests/support/golden.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <random>

namespace {

using namespace std::chrono_literals;
using engine::budget;
using engine::day_reason;
using engine::lateness;
using engine::pause;
using engine::time_unit;
using events::instant;
using events::local_date;
using std::chrono::days;
using std::chrono::sys_days;
using testing_support::day;

const engine::calendar& office_days() {
    static const auto made = engine::read_calendar(
        testing_support::source_file("schemas/calendars/vn-2017-2026.json"), "calendar");
    return made;
}

/// `2017-06-01 09:00`, at the office.
instant at(const std::string& text) {
    return events::instant_from_text(text.substr(0, 10) + "T" + text.substr(11) + ":00+07:00")
        .value();
}

instant end_of(std::string_view text) { return events::at_office(day(text), days{1}); }

instant due(instant start, budget length, std::vector<pause> pauses) {
    const auto result = engine::compute_due(office_days(), start, length, pauses);
    return result.value().at.value();
}

void expect_due(const nlohmann::json& row, instant start, instant expected) {
    const budget length{row["amount"].get<std::int64_t>(),
                        events::enum_of<time_unit>(row["unit"].get<std::string>()).value()};
    EXPECT_EQ(engine::due_at(office_days(), start, length), expected) << row.dump();
    EXPECT_EQ(due(start, length, {}), expected) << row.dump();
}

TEST(deadline_math, gives_every_golden_due) {
    const auto rows =
        nlohmann::json::parse(testing_support::source_file("tests/golden/deadlines.json"));
    ASSERT_EQ(rows.size(), 34U);
    for (const auto& row : rows) {
        if (row.contains("start_at")) {
            expect_due(row, events::instant_from_text(row["start_at"].get<std::string>()).value(),
                       events::instant_from_text(row["due_at"].get<std::string>()).value());
            continue;
        }
        const auto start = day(row["start"].get<std::string>());
        const auto expected = end_of(row["last_day"].get<std::string>());
        for (const auto clock : {0ms, 15h + 0ms, 24h - 1ms}) { // the hour of the start is nothing
            expect_due(row, events::at_office(start, clock), expected);
        }
        EXPECT_EQ(events::to_text(engine::last_day_of(expected)),
                  row["last_day"].get<std::string>());
    }
}

TEST(deadline_math, ends_at_midnight_after_the_last_day_so_its_last_millisecond_is_in_time) {
    const auto due =
        engine::due_at(office_days(), at("2017-06-01 09:00"), {5, time_unit::working_days}).value();
    EXPECT_EQ(events::to_text(due), "2017-06-08T17:00:00.000Z");
    const auto in_time = engine::lateness_of(due, due - 1ms, false, due, 0ms);
    EXPECT_EQ(in_time, (engine::deadline_state{lateness::on_time, false}));
    const auto late = engine::lateness_of(due, due, false, due, 0ms);
    EXPECT_EQ(late, (engine::deadline_state{lateness::met_late, false}));
}

std::string explained(const engine::due_result& result) {
    std::string text;
    for (const auto& each : result.days) {
        text += events::to_text(each.day).substr(5) + (each.counts ? "+" : " ") +
                std::string(events::name_of(each.why)) + "\n";
    }
    return text;
}

TEST(deadline_math, explains_every_day_that_it_counts_or_skips) {
    EXPECT_EQ(explained(*engine::compute_due(office_days(), at("2017-04-27 10:00"),
                                             {2, time_unit::working_days}, {})),
              "04-27 first_day\n04-28+counted\n04-29 weekend\n04-30 weekend\n05-01 holiday\n"
              "05-02 compensation\n05-03+counted\n");
    EXPECT_EQ(explained(*engine::compute_due(office_days(), at("2024-04-26 10:00"),
                                             {1, time_unit::calendar_days}, {})),
              "04-26 first_day\n04-27+weekend\n04-28 weekend\n04-29 swap\n04-30 holiday\n"
              "05-01 holiday\n05-02 ends_here\n");
    EXPECT_EQ(explained(*engine::compute_due(office_days(), at("2019-01-03 10:00"),
                                             {2, time_unit::working_days}, {})),
              "01-03 first_day\n01-04+counted\n01-05+working_saturday\n");
    EXPECT_EQ(explained(*engine::compute_due(office_days(), at("2016-02-29 10:00"),
                                             {5, time_unit::years}, {})),
              "02-29 first_day\n02-28+weekend\n03-01 ends_here\n");
    EXPECT_EQ(explained(*engine::compute_due(office_days(), at("2017-06-09 10:00"),
                                             {3, time_unit::months}, {})),
              "06-09 first_day\n09-09+weekend\n09-10 weekend\n09-11 ends_here\n");
    EXPECT_EQ(explained(*engine::compute_due(office_days(), at("2017-06-09 15:01"),
                                             {1, time_unit::half_working_days}, {})),
              "06-09 first_day\n06-10 weekend\n06-11 weekend\n06-12 ends_here\n");
    EXPECT_EQ(explained(*engine::compute_due(office_days(), at("2017-06-09 09:00"),
                                             {1, time_unit::half_working_days}, {})),
              "06-09+counted\n");
}

TEST(deadline_math, says_of_the_day_that_it_rolls_off_why_that_is_off) {
    // Sunday 04/06/2017 is the tenth day, and the period ends with Monday: the list says why.
    const auto over_a_sunday = *engine::compute_due(office_days(), at("2017-05-25 10:00"),
                                                    {10, time_unit::calendar_days}, {});
    EXPECT_THAT(explained(over_a_sunday),
                testing::EndsWith("06-03+counted\n06-04+weekend\n06-05 ends_here\n"));
    // A day off within the period is a day like others, and so is the last one when it is worked.
    const auto on_a_monday = *engine::compute_due(office_days(), at("2017-05-26 10:00"),
                                                  {10, time_unit::calendar_days}, {});
    EXPECT_THAT(explained(on_a_monday),
                testing::EndsWith("06-03+counted\n06-04+counted\n06-05+counted\n"));
}

TEST(deadline_math, explains_a_pause) {
    const std::vector<pause> pauses{{at("2017-06-02 10:00"), at("2017-06-06 16:00")}};
    EXPECT_EQ(explained(*engine::compute_due(office_days(), at("2017-06-01 09:00"),
                                             {3, time_unit::working_days}, pauses)),
              "06-01 first_day\n06-02+counted\n06-03 paused\n06-04 paused\n06-05 paused\n"
              "06-06 paused\n06-07+counted\n06-08+counted\n");
}

TEST(deadline_math, counts_half_days_as_the_sessions_after_the_one_of_completion) {
    const auto half = [](const std::string& start, std::int64_t amount) {
        return engine::due_at(office_days(), at(start), {amount, time_unit::half_working_days})
            .value();
    };
    EXPECT_EQ(half("2017-06-05 06:00", 1), at("2017-06-05 11:30")); // before the office opens
    EXPECT_EQ(half("2017-06-05 07:30", 1), at("2017-06-05 17:00"));
    EXPECT_EQ(half("2017-06-05 12:00", 1), at("2017-06-05 17:00")); // between the sessions
    EXPECT_EQ(half("2017-06-05 13:30", 1), at("2017-06-06 11:30"));
    EXPECT_EQ(half("2017-06-05 15:00", 1), at("2017-06-06 11:30"));
    EXPECT_EQ(half("2017-06-05 15:01", 1), at("2017-06-06 07:30"));
    EXPECT_EQ(half("2017-06-05 23:59", 1), at("2017-06-06 07:30"));
    EXPECT_EQ(half("2017-06-10 16:00", 1), at("2017-06-12 11:30")); // a day off has no 15:00
    EXPECT_EQ(half("2017-01-25 15:30", 1), at("2017-02-02 07:30")); // over Tết
    EXPECT_EQ(half("2017-06-05 09:00", 2), at("2017-06-06 11:30"));
    EXPECT_EQ(half("2017-06-05 09:00", 3), at("2017-06-06 17:00"));
    EXPECT_EQ(half("2017-06-05 15:01", 2), at("2017-06-06 11:30"));
    EXPECT_EQ(half("2017-06-05 15:01", 3), at("2017-06-06 17:00"));
}

TEST(deadline_math, starts_the_morning_window_only_when_it_is_configured) {
    auto json =
        nlohmann::json::parse(testing_support::source_file("schemas/calendars/vn-2017-2026.json"));
    json["hand_over"]["morning_start_window"]["minutes"] = 30;
    const auto with_window = engine::read_calendar(json.dump(), "calendar");
    EXPECT_EQ(
        engine::due_at(with_window, at("2017-06-09 15:01"), {1, time_unit::half_working_days}),
        at("2017-06-12 08:00"));
}

TEST(deadline_math, runs_hours_from_the_fixed_moment_over_days_off) {
    EXPECT_EQ(engine::due_at(office_days(), at("2017-06-09 16:00"), {24, time_unit::hours}),
              at("2017-06-10 16:00"));
    EXPECT_EQ(due(at("2017-06-09 16:00"), {24, time_unit::hours},
                  {{at("2017-06-09 18:00"), at("2017-06-09 18:45")}}),
              at("2017-06-10 16:45"));
}

TEST(deadline_math, ends_what_is_due_at_once_with_its_very_day_or_that_of_resuming) {
    const budget at_once{0, time_unit::at_once};
    EXPECT_EQ(due(at("2017-06-03 23:59"), at_once, {}), end_of("2017-06-03")); // a Saturday
    EXPECT_EQ(
        due(at("2017-06-05 09:00"), at_once, {{at("2017-06-05 10:00"), at("2017-06-07 10:00")}}),
        end_of("2017-06-07"));
    EXPECT_EQ(
        due(at("2017-06-05 09:00"), at_once, {{at("2017-06-06 10:00"), at("2017-06-07 10:00")}}),
        end_of("2017-06-05"));
    const std::vector<pause> open{{at("2017-06-05 10:00"), std::nullopt}};
    EXPECT_EQ(engine::compute_due(office_days(), at("2017-06-05 09:00"), at_once, open)->at,
              std::nullopt);
    EXPECT_EQ(explained(*engine::compute_due(office_days(), at("2017-06-05 09:00"), at_once, {})),
              "06-05 ends_here\n");
}

TEST(deadline_math, moves_the_due_by_the_working_days_of_the_pause) {
    const auto start = at("2017-06-01 09:00"); // due 08/06
    const budget five{5, time_unit::working_days};
    EXPECT_EQ(due(start, five, {{at("2017-06-05 10:00"), at("2017-06-07 10:00")}}),
              end_of("2017-06-12")); // two working days
    EXPECT_EQ(due(start, five, {{at("2017-06-02 10:00"), at("2017-06-04 10:00")}}),
              end_of("2017-06-08")); // a weekend only
    EXPECT_EQ(due(start, five, {{at("2017-06-05 08:00"), at("2017-06-05 16:00")}}),
              end_of("2017-06-08")); // within one day
    EXPECT_EQ(due(start, five, {{at("2017-06-01 10:00"), at("2017-06-06 10:00")}}),
              end_of("2017-06-13")); // from the first day on: as if received on the 6th
}

TEST(deadline_math, ends_with_the_day_of_resuming_when_the_pause_breaks_the_last_day) {
    const auto start = at("2017-06-01 09:00"); // due 08/06, a Thursday
    const budget five{5, time_unit::working_days};
    EXPECT_EQ(due(start, five, {{at("2017-06-08 16:00"), at("2017-06-12 09:00")}}),
              end_of("2017-06-12"));
    EXPECT_EQ(due(start, five, {{at("2017-06-08 16:00"), at("2017-06-10 09:00")}}),
              end_of("2017-06-12")); // resumed on a Saturday
    EXPECT_EQ(due(start, five,
                  {{at("2017-06-08 16:00"), at("2017-06-12 09:00")},
                   {at("2017-06-12 10:00"), at("2017-06-14 09:00")}}),
              end_of("2017-06-14")); // and broken again
    EXPECT_EQ(due(at("2017-05-25 09:00"), {10, time_unit::calendar_days},
                  {{at("2017-06-05 10:00"), at("2017-06-07 10:00")}}),
              end_of("2017-06-07")); // raw end Sunday 04/06, rolled to the 5th
}

TEST(deadline_math, ignores_pauses_that_begin_at_the_due_instant_or_ended_before_the_start) {
    const auto start = at("2017-06-01 09:00");
    const budget five{5, time_unit::working_days};
    EXPECT_EQ(due(start, five, {{end_of("2017-06-08"), std::nullopt}}), end_of("2017-06-08"));
    EXPECT_EQ(due(start, five, {{at("2017-05-01 09:00"), at("2017-06-01 09:00")}}),
              end_of("2017-06-08"));
}

TEST(deadline_math, counts_overlapping_pauses_once_in_any_order) {
    const auto start = at("2017-06-01 09:00");
    const budget ten{10, time_unit::calendar_days}; // raw end Sunday 11/06
    const auto joined = due(start, ten, {{at("2017-06-02 09:00"), at("2017-06-09 09:00")}});
    EXPECT_EQ(due(start, ten,
                  {{at("2017-06-05 09:00"), at("2017-06-09 09:00")},
                   {at("2017-06-02 09:00"), at("2017-06-06 09:00")},
                   {at("2017-06-03 09:00"), at("2017-06-04 09:00")}}),
              joined);
    EXPECT_EQ(joined, end_of("2017-06-19")); // 18/06 is a Sunday
}

TEST(deadline_math, has_no_due_while_a_pause_is_open) {
    const std::vector<pause> open{{at("2017-06-05 10:00"), std::nullopt}};
    for (const auto unit : {time_unit::working_days, time_unit::calendar_days, time_unit::months,
                            time_unit::years, time_unit::hours, time_unit::half_working_days}) {
        const auto start = unit == time_unit::hours || unit == time_unit::half_working_days
                               ? at("2017-06-05 09:00")
                               : at("2017-06-01 09:00");
        const auto result = engine::compute_due(office_days(), start, {5, unit}, open);
        ASSERT_TRUE(result) << result.error();
        EXPECT_EQ(result->at, std::nullopt) << events::name_of(unit);
    }
}

TEST(deadline_math, counts_half_days_afresh_after_a_pause) {
    EXPECT_EQ(due(at("2017-06-05 09:00"), {1, time_unit::half_working_days},
                  {{at("2017-06-05 10:00"), at("2017-06-06 09:00")}}),
              at("2017-06-06 17:00"));
    EXPECT_EQ(due(at("2017-06-05 09:00"), {2, time_unit::half_working_days}, // to Tuesday 11:30
                  {{at("2017-06-06 08:00"), at("2017-06-06 14:00")}}),
              at("2017-06-07 11:30")); // one session was over, one is counted afresh
}

TEST(deadline_math, refuses_what_cannot_be_counted) {
    const auto start = at("2017-06-01 09:00");
    for (const auto length :
         {budget{0, time_unit::working_days}, budget{-1, time_unit::hours},
          budget{1, time_unit::at_once}, budget{100'001, time_unit::calendar_days},
          budget{12'001, time_unit::months}, budget{1'001, time_unit::years}}) {
        EXPECT_FALSE(engine::due_at(office_days(), start, length));
        EXPECT_FALSE(engine::compute_due(office_days(), start, length, {}));
    }
    const std::vector<pause> backwards{{at("2017-06-05 10:00"), at("2017-06-05 09:00")}};
    EXPECT_FALSE(
        engine::compute_due(office_days(), start, {5, time_unit::working_days}, backwards));
    EXPECT_FALSE(
        engine::due_at(office_days(), at("2026-12-30 09:00"), {5, time_unit::working_days}));
    EXPECT_FALSE(engine::due_at(office_days(), at("2024-06-01 09:00"), {5, time_unit::years}));
}

TEST(deadline_math, prolongs_from_the_end_of_the_period) {
    const auto due = end_of("2017-06-30");
    EXPECT_EQ(engine::prolonged(office_days(), due, {30, time_unit::calendar_days}),
              end_of("2017-07-31")); // 30/07 is a Sunday
}

/// Counts day by day, knowing only which days are worked. Empty where that leaves the calendar,
/// which is the end for good: behind it every day passes for worked, so that counting comes there.
std::optional<instant> brute_force(instant start, budget length, const std::vector<pause>& pauses) {
    const auto worked = [](local_date date) {
        return office_days().is_working_day(date).value_or(true);
    };
    const auto paused = [&](local_date date) {
        return std::ranges::any_of(pauses, [&](const pause& each) {
            return date > events::office_date(each.from) && date <= events::office_date(*each.to);
        });
    };
    auto date = events::office_date(start);
    auto left = length.amount;
    if (length.unit == time_unit::years) {
        auto end = date.year() + std::chrono::years{length.amount};
        const local_date same{end, date.month(), date.day()};
        left = (sys_days{same.ok() ? same : local_date{end / 2 / 28}} - sys_days{date}).count();
    } else if (length.unit == time_unit::months) { // month by month, then the day of that number
        auto month = date.year() / date.month();
        for (auto i = 0; i < length.amount; ++i) {
            month += std::chrono::months{1};
        }
        auto end = date.day();
        while (!(month / end).ok()) {
            --end;
        }
        left = (sys_days{month / end} - sys_days{date}).count();
    }
    while (left > 0) {
        date = sys_days{date} + days{1};
        left -= !paused(date) && (length.unit != time_unit::working_days || worked(date)) ? 1 : 0;
    }
    for (const auto& each : pauses) { // in order: a pause that breaks the last day
        while (!worked(date)) {
            date = sys_days{date} + days{1};
        }
        if (events::office_date(each.from) <= date && events::office_date(*each.to) > date) {
            date = events::office_date(*each.to);
        }
    }
    while (!worked(date)) {
        date = sys_days{date} + days{1};
    }
    return office_days().covers(date) ? std::optional{events::at_office(date, days{1})}
                                      : std::nullopt;
}

/// Pauses after one another inside the first weeks, each within whole minutes.
std::vector<pause> some_pauses(std::mt19937_64& random, instant start) {
    std::vector<pause> list(random() % 4);
    auto from = start;
    for (auto& each : list) {
        each.from = from + std::chrono::minutes{1 + random() % (10 * 24 * 60)};
        each.to = each.from + std::chrono::minutes{random() % (6 * 24 * 60)};
        from = *each.to;
    }
    return list;
}

/// The days on which counting goes wrong first: 29 February, ends of months, days off and worked
/// Saturdays with the day before each, and the last weeks of the calendar.
const std::vector<local_date>& corner_days() {
    static const auto all = [] {
        std::vector<local_date> out;
        for (auto date = sys_days{office_days().first_day()};
             date <= sys_days{office_days().last_day()}; date += days{1}) {
            const local_date that{date};
            const bool ends_a_month = local_date{date + days{1}}.month() != that.month();
            const bool is_special = !office_days().special_name(that).empty() ||
                                    !office_days().special_name(date + days{1}).empty();
            const bool is_near_the_end = sys_days{office_days().last_day()} - date < days{30};
            if (ends_a_month || is_special || is_near_the_end) {
                out.push_back(that);
            }
        }
        return out;
    }();
    return all;
}

/// What of that the periods have met, so that a change of the generator cannot leave it out unseen.
struct corners_met {
    std::size_t leap_days = 0;    ///< began on 29 February
    std::size_t shorter_ends = 0; ///< end in a month that has no such day
    std::size_t over_tet = 0;     ///< skipped days of Tết
    std::size_t worked_saturdays = 0;
    std::size_t of_the_last_year = 0; ///< began after 24/04/2026 and end in the calendar
    std::size_t beyond = 0;           ///< end behind the calendar

    void add(instant start, budget length, const std::optional<instant>& due) {
        const auto first = events::office_date(start);
        leap_days += first.month() == std::chrono::February && first.day() == std::chrono::day{29};
        if (!due) {
            ++beyond;
            return;
        }
        const auto last = engine::last_day_of(*due);
        of_the_last_year += first > day("2026-04-24");
        const bool by_months = length.unit == time_unit::months;
        const auto month =
            first.year() / first.month() + std::chrono::months{by_months ? length.amount : 0};
        shorter_ends += by_months && !(month / first.day()).ok();
        if (length.unit != time_unit::working_days) {
            return;
        }
        const auto skipped = [&](auto is_one) {
            return std::ranges::any_of(office_days().special_days(), [&](const auto& one) {
                return first < one.day && one.day <= last && is_one(one);
            });
        };
        over_tet += skipped([](const engine::special_day& one) {
            return one.kind == engine::day_kind::holiday && one.name == "Tết Nguyên đán";
        });
        worked_saturdays += skipped([](const engine::special_day& one) {
            return one.kind == engine::day_kind::working_saturday;
        });
    }
    void expect_all() const {
        EXPECT_GT(leap_days, 0U);
        EXPECT_GT(shorter_ends, 0U);
        EXPECT_GT(over_tet, 0U);
        EXPECT_GT(worked_saturdays, 0U);
        EXPECT_GT(of_the_last_year, 0U);
        EXPECT_GT(beyond, 0U);
    }
};

/// At any minute of any day of the calendar, one in five on a corner.
instant some_start(std::mt19937_64& random) {
    const auto& corners = corner_days();
    const auto first = sys_days{office_days().first_day()};
    const auto count = (sys_days{office_days().last_day()} - first).count() + 1;
    const auto date = random() % 5 == 0
                          ? corners[random() % corners.size()]
                          : local_date{first + days{random() % static_cast<std::uint64_t>(count)}};
    return events::at_office(date, std::chrono::milliseconds{random() % 86'400'000});
}

TEST(deadline_math, agrees_with_a_day_by_day_count_on_random_periods) {
    const char* given = std::getenv("MOTCUA_TEST_SEED");
    const auto seed = given != nullptr ? std::stoull(given) : std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random(seed);
    constexpr std::array units{time_unit::working_days, time_unit::calendar_days, time_unit::months,
                               time_unit::years};
    const auto counted = [](const auto& due) {
        return due ? std::optional<instant>{*due} : std::nullopt;
    };
    corners_met met;
    for (int i = 0; i < 100'000; ++i) {
        const auto unit = units[random() % (i % 20 == 0 ? 4 : 2)];
        const auto start = some_start(random);
        const auto amount = 1 + random() % (unit == time_unit::years    ? 5
                                            : unit == time_unit::months ? 36
                                                                        : 60);
        const budget length{static_cast<std::int64_t>(amount), unit};
        const auto expected = brute_force(start, length, {});
        met.add(start, length, expected);
        ASSERT_EQ(counted(engine::due_at(office_days(), start, length)), expected)
            << events::to_text(start) << " " << amount << " " << events::name_of(unit);
        const auto pauses = some_pauses(random, start);
        const auto result = engine::compute_due(office_days(), start, length, pauses);
        ASSERT_EQ(result ? result->at : std::nullopt, brute_force(start, length, pauses))
            << events::to_text(start) << " " << amount << " " << events::name_of(unit) << " "
            << pauses.size() << " pauses";
    }
    met.expect_all();
    RecordProperty("seed", std::to_string(seed));
}

TEST(deadline_math, moves_by_exactly_the_working_days_of_any_pause_that_leaves_the_last_day_whole) {
    const auto seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random(seed);
    for (int i = 0; i < 5'000; ++i) {
        const auto start = at("2017-01-01 00:00") + std::chrono::minutes{random() % 3'000'000};
        const budget length{static_cast<std::int64_t>(2 + random() % 20), time_unit::working_days};
        const auto plain = engine::due_at(office_days(), start, length).value();
        const auto from = start + (plain - start) * static_cast<int>(random() % 1000) / 1000;
        const auto to = from + std::chrono::minutes{random() % 40'000};
        if (events::office_date(from) == engine::last_day_of(plain)) {
            continue;
        }
        const auto k = office_days()
                           .working_days_between(events::office_date(from), events::office_date(to))
                           .value();
        const auto moved = office_days().add_working_days(engine::last_day_of(plain), k).value();
        ASSERT_EQ(due(start, length, {{from, to}}), events::at_office(moved, days{1}));
    }
}

TEST(deadline_math, leaves_out_excluded_days_and_ends_raw_where_the_calendar_would) {
    const auto seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random(seed);
    int compared = 0;
    for (int i = 0; i < 20'000; ++i) {
        const auto start = at("2017-01-01 08:00") + days{random() % 1500};
        const bool years = i % 5 == 0;
        const bool months = i % 5 == 1;
        const budget length{static_cast<std::int64_t>(1 + random() % (years    ? 3
                                                                      : months ? 30
                                                                               : 200)),
                            years    ? time_unit::years
                            : months ? time_unit::months
                                     : time_unit::calendar_days};
        std::vector<engine::excluded_days> excluded(random() % 4);
        auto from = sys_days{events::office_date(start)} - days{random() % 60};
        for (auto& span : excluded) {
            span.first = local_date{from + days{random() % 90}};
            span.last = local_date{sys_days{span.first} + days{random() % 40}};
            from = sys_days{span.first};
        }
        const auto end = engine::raw_end(start, length, excluded);
        ASSERT_TRUE(end);
        // An end on a day off rolls on, over what may be excluded too.
        if (*end <= day("2026-06-30") && office_days().is_working_day(*end).value()) {
            const auto due = engine::compute_due_without(office_days(), start, length, excluded);
            ASSERT_TRUE(due) << due.error();
            ASSERT_EQ(engine::last_day_of(*due->at), *end);
            ++compared;
        }
    }
    EXPECT_GT(compared, 5000);
    EXPECT_EQ(engine::raw_end(at("2026-12-01 08:00"), {10, time_unit::working_days}, {}),
              std::nullopt);
    EXPECT_EQ(engine::raw_end(at("2016-02-29 08:00"), {12, time_unit::years}, {}),
              day("2028-02-29"));
    EXPECT_EQ(engine::raw_end(at("2027-11-30 08:00"), {3, time_unit::months}, {}),
              day("2028-02-29"));
}

TEST(lateness, puts_every_step_in_exactly_one_state) {
    const auto due = at("2017-06-09 00:00");
    const auto warn = std::chrono::milliseconds{24h};
    const auto state = [&](std::optional<instant> met, bool excused, instant now) {
        return engine::lateness_of(due, met, excused, now, warn);
    };
    using state_is = engine::deadline_state;
    EXPECT_EQ(state({}, false, due - 24h - 1ms), (state_is{lateness::on_time, true}));
    EXPECT_EQ(state({}, false, due - 24h), (state_is{lateness::due_soon, true}));
    EXPECT_EQ(state({}, false, due - 1ms), (state_is{lateness::due_soon, true}));
    EXPECT_EQ(state({}, false, due), (state_is{lateness::overdue, true}));
    EXPECT_EQ(state({}, true, due - 1ms), (state_is{lateness::due_soon, true}));
    EXPECT_EQ(state({}, true, due), (state_is{lateness::excused, true}));
    EXPECT_EQ(state(due - 1ms, false, due + 48h), (state_is{lateness::on_time, false}));
    EXPECT_EQ(state(due, false, due + 48h), (state_is{lateness::met_late, false}));
    EXPECT_EQ(state(due, true, due + 48h), (state_is{lateness::excused, false}));
    EXPECT_EQ(state(due - 1ms, true, due + 48h), (state_is{lateness::on_time, false}));
    EXPECT_EQ(engine::lateness_of(std::nullopt, {}, false, due + 48h, warn),
              (state_is{lateness::on_time, true})); // the clock is stopped
}

TEST(lateness, warns_working_days_or_a_share_of_the_period_ahead) {
    const auto start = at("2017-06-01 00:00");
    const auto due = end_of("2017-06-12"); // a Monday
    EXPECT_EQ(engine::warn_before(office_days(), start, due, {1, 0}).value(),
              due - at("2017-06-09 00:00"));
    EXPECT_EQ(engine::warn_before(office_days(), start, due, {0, 25}).value(), (due - start) / 4);
    EXPECT_EQ(engine::warn_before(office_days(), start, due, {1, 50}).value(), (due - start) / 2);
    EXPECT_EQ(engine::warn_before(office_days(), start, due, {50, 0}).value(), due - start);
    EXPECT_EQ(engine::warn_before(office_days(), start, due, {}).value(), 0ms);
}

} // namespace
