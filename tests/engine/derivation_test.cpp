#include "engine/calendar_change.hpp"
#include "engine/derivation.hpp"
#include "engine/rule_set.hpp"
#include "tests/support/desk.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <random>

namespace {

using testing_support::office_time;

const engine::calendar& in_use() { return engine::default_rule_set().calendar; }

/// The calendar in use with one more day off.
engine::calendar with_holiday(const std::string& day) {
    const auto& files = engine::default_rule_set().files;
    const auto found = std::find_if(files.begin(), files.end(), [](const auto& one) {
        return one.first.starts_with("calendars/");
    });
    auto json = nlohmann::json::parse(found->second);
    const auto year = day.substr(0, 4);
    for (auto& one : json["years"]) {
        if (one["year"] == std::stoi(year)) {
            one["special_days"].push_back(
                {{"day", day}, {"kind", "holiday"}, {"name", "Ngày nghỉ thêm"}});
            std::sort(one["special_days"].begin(), one["special_days"].end(),
                      [](const auto& a, const auto& b) { return a["day"] < b["day"]; });
        }
    }
    return engine::read_calendar(json.dump(), found->first);
}

engine::deadline period(std::string_view since, std::int64_t amount, std::string unit) {
    engine::deadline out;
    out.id = "decide";
    out.since = office_time(since);
    out.amount = amount;
    out.unit = std::move(unit);
    return out;
}

TEST(a_derivation, says_what_the_step_stated_for_every_period_of_a_case) {
    testing_support::desk d;
    d.does(testing_support::filed_at_counter("enf_request"));
    ASSERT_FALSE(d.state().deadlines.empty());
    for (const auto& one : d.state().deadlines) {
        const auto made = engine::derive(in_use(), one);
        ASSERT_TRUE(made) << made.error();
        EXPECT_EQ(made->due, one.due) << one.id;
        EXPECT_FALSE(made->counted.days.empty()) << one.id;
        EXPECT_FALSE(made->prolonged);
    }
}

TEST(a_derivation, is_late_after_a_morning_whose_start_has_no_length) {
    const auto one = period("2024-03-06 15:01", 1, "half_working_days");
    EXPECT_EQ(engine::derived_due(in_use(), one), office_time("2024-03-07 11:30"));
    EXPECT_EQ(engine::derive(in_use(), one)->due, office_time("2024-03-07 11:30"));
    EXPECT_EQ(engine::derived_due(in_use(), period("2024-03-06 09:00", 1, "half_working_days")),
              office_time("2024-03-06 17:00"));

    const auto& files = engine::default_rule_set().files;
    const auto found = std::find_if(files.begin(), files.end(), [](const auto& file) {
        return file.first.starts_with("calendars/");
    });
    auto json = nlohmann::json::parse(found->second);
    json["hand_over"]["morning_start_window"]["minutes"] = 30;
    EXPECT_EQ(engine::derived_due(engine::read_calendar(json.dump(), found->first), one),
              office_time("2024-03-07 08:00"))
        << "the window of an installation";
}

TEST(a_derivation, counts_an_extension_from_the_end_of_the_period_on) {
    auto one = period("2022-03-01 09:00", 30, "calendar_days"); // ends 31/03/2022
    one.extended_days = 30; // 30/04 is a holiday; so is 02, 03/05
    const auto made = engine::derive(in_use(), one);
    ASSERT_TRUE(made) << made.error();
    EXPECT_EQ(engine::last_day_of(*made->counted.at), events::date_from_text("2022-03-31"));
    EXPECT_EQ(engine::last_day_of(*made->due), events::date_from_text("2022-05-04"));
    EXPECT_EQ(made->prolonged->days.back().why, engine::day_reason::ends_here);
}

TEST(a_derivation, keeps_an_extension_when_the_period_is_paused_afterwards) {
    auto one = period("2022-03-01 09:00", 30, "calendar_days");
    one.extended_days = 20; // to 20/04
    one.pauses = {{office_time("2022-04-04 08:00"), office_time("2022-04-08 08:00")}};
    const auto due = engine::derived_due(in_use(), one);
    ASSERT_TRUE(due) << due.error();
    // 31/03 + 20 days is 20/04; the 4 days after 04/04 do not count: Sunday 24/04, so Monday 25/04.
    EXPECT_EQ(engine::last_day_of(*due), events::date_from_text("2022-04-25"));
}

TEST(a_derivation, in_constant_time_agrees_with_the_one_that_counts_days) {
    const std::uint64_t seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random{seed};
    const std::array units{"working_days", "half_working_days", "calendar_days", "hours"};
    for (int i = 0; i < 5000; ++i) {
        auto one = period("2017-01-01 00:00", 1 + static_cast<std::int64_t>(random() % 60),
                          units[random() % units.size()]);
        one.since += std::chrono::minutes{random() % (8 * 365 * 24 * 60)};
        if (one.unit == "calendar_days" && random() % 2 == 0) {
            one.extended_days = 1 + static_cast<std::int64_t>(random() % 30);
        }
        const auto fast = engine::derived_due(in_use(), one);
        const auto slow = engine::derive(in_use(), one);
        ASSERT_TRUE(fast && slow);
        ASSERT_EQ(*fast, slow->due)
            << one.amount << " " << one.unit << " from " << events::to_text(one.since);
    }
}

TEST(another_calendar, moves_only_what_it_reaches_and_says_what_would_be_late) {
    testing_support::desk d{"2017-06-01 08:00"};
    d.does(testing_support::filed_at_counter("enf_request")); // 5 working days: 08/06/2017
    const auto nothing =
        engine::change_by(with_holiday("2017-07-03"), d.state(), office_time("2017-06-02 08:00"));
    EXPECT_TRUE(nothing.periods.empty());
    EXPECT_GT(nothing.running, 0U);
    const auto later =
        engine::change_by(with_holiday("2017-06-05"), d.state(), office_time("2017-06-09 00:00"));
    ASSERT_FALSE(later.periods.empty());
    for (const auto& one : later.periods) {
        EXPECT_EQ(engine::last_day_of(one.new_due), events::date_from_text("2017-06-09"));
        EXPECT_TRUE(one.late);
        EXPECT_FALSE(one.would_be_late);
    }
}

TEST(counting_again, is_refused_when_the_calendar_in_use_changes_nothing) {
    testing_support::desk d;
    d.does(testing_support::filed_at_counter("enf_request"));
    const auto id = d.state().deadlines.front().id;
    EXPECT_EQ(d.refuses(engine::recount_period{id, "new_calendar"}).rule, "calendar_moves_it");
    EXPECT_EQ(d.refuses(engine::recount_period{id, ""}).rule, "counting_again_needs_reason");
    EXPECT_EQ(d.refuses(engine::recount_period{"no such", "new_calendar"}).rule, "period_is_open");
}

TEST(papers_of_an_office, are_attached_once_and_are_no_case) {
    testing_support::desk d;
    const auto state = d.state();
    auto closing = d.command_of(engine::attach_document{});
    closing.subject = events::case_id{};
    closing.documents = {
        {events::sha256("book"), "closing/follow_up_register/2017-q2", "application/json", 4}};
    const auto told = engine::decide(state, closing, d.context());
    ASSERT_TRUE(told) << told.error().en;
    EXPECT_FALSE(told->common.status_after);
    EXPECT_EQ(told->common.documents, closing.documents);
    closing.documents.front().kind = "slip";
    EXPECT_FALSE(engine::decide(state, closing, d.context()));
}

} // namespace
