#include "engine/pressing.hpp"
#include "tests/support/desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

/// The agency above presses the one that is late: with a complaint by Nghị định 62/2015/NĐ-CP Điều
/// 38.2, from 01/07/2026 on with either by Nghị định 152/2026/NĐ-CP Điều 74.1, 76.2.
namespace {

using namespace engine;
using events::status;
using testing::HasSubstr;
using testing_support::desk;
using testing_support::office_time;

receive_complaint about_a_measure() {
    return {events::channel::counter, events::complaint_kind::coercive_measure, false};
}

/// Received on Thursday 25/06/2026, under the law of before: to be docketed by 02/07/2026.
desk a_complaint_of_june() {
    desk d{"2026-06-25 08:00"};
    d.does(about_a_measure());
    return d;
}

press_lower_agency pressing(std::string deadline, std::string reason = {}) {
    return {std::move(deadline), "12/CQLTHADS", std::move(reason)};
}

const alert* pressed(const desk& d, std::string_view deadline) {
    for (const auto& one : d.state().alerts) {
        if (one.deadline == deadline && one.rung == rung_pressed) {
            return &one;
        }
    }
    return nullptr;
}

TEST(an_agency_above, presses_for_what_is_past_its_days_and_for_nothing_else) {
    desk d = a_complaint_of_june();
    const auto due = d.state().open_deadline("docket")->due;
    d.at("2026-07-02 23:59");
    ASSERT_GT(due, d.now());
    const auto no = d.refuses(pressing("docket"));
    EXPECT_EQ(no.rule, "presses_for_what_is_late");
    EXPECT_THAT(no.source, HasSubstr("152/2026/NĐ-CP Điều 74.1"));
    d.at("2026-07-03 00:00");
    EXPECT_EQ(d.refuses(pressing("resolve")).rule, "presses_for_what_is_late") << "not owed yet";
    EXPECT_EQ(d.refuses(press_lower_agency{"docket", "", ""}).rule, "names_its_letter");
    d.does(pressing("docket"));
    EXPECT_EQ(d.state().at, status::petition_received) << "it goes on as before";
    EXPECT_EQ(d.state().open_deadline("docket")->due, due) << "and is late as before";
    const auto& told = std::get<events::lower_agency_pressed>(d.last().detail);
    EXPECT_EQ(told.deadline, "docket");
    EXPECT_EQ(told.due, due);
    EXPECT_EQ(told.number, "12/CQLTHADS");
    EXPECT_TRUE(d.last().common.numbers.empty()) << "numbered in the books of the agency above";
}

TEST(an_agency_above, presses_by_the_law_of_the_day_on_which_it_does) {
    desk d{"2026-05-04 08:00"};
    d.does(receive_denunciation{events::channel::counter, false}).at("2026-06-30 16:00");
    EXPECT_EQ(d.refuses(pressing("accept_or_not")).rule, "law_lets_press");
    d.at("2026-07-01 08:00").does(pressing("accept_or_not"));
    const auto source_on = [](std::string_view procedure, const char* day) {
        const auto* by =
            law_of_pressing(default_rule_set(), procedure, events::date_from_text(day).value());
        return by == nullptr ? std::string{} : by->from.source;
    };
    EXPECT_EQ(source_on("complaint", "2017-06-01"), "NĐ 62/2015/NĐ-CP art.38.2");
    EXPECT_EQ(source_on("complaint", "2026-06-30"), "NĐ 62/2015/NĐ-CP art.38.2");
    EXPECT_THAT(source_on("complaint", "2026-07-01"), HasSubstr("NĐ 152/2026/NĐ-CP art.74.1"));
    EXPECT_EQ(source_on("denunciation", "2026-06-30"), "");
}

TEST(an_agency_above, presses_for_a_complaint_before_july_2026_as_well) {
    desk d{"2021-06-01 08:00"}; // a Tuesday
    d.does(about_a_measure()).at("2021-06-08 16:00");
    const auto no = d.refuses(pressing("docket"));
    EXPECT_EQ(no.rule, "presses_for_what_is_late") << "it has its five working days";
    EXPECT_THAT(no.source, HasSubstr("62/2015/NĐ-CP Điều 38.2"));
    d.at("2021-06-09 08:00").does(pressing("docket"));
    EXPECT_EQ(d.state().at, status::petition_received);
}

TEST(an_agency_above, says_why_it_presses_where_no_days_run) {
    desk d{"2026-07-01 08:00"};
    d.does(about_a_measure());
    ASSERT_TRUE(d.state().deadlines.empty()) << "of the law of 2025 no days were seen";
    d.at("2026-07-20 08:00");
    EXPECT_EQ(d.refuses(pressing("docket")).rule, "says_why_it_is_late");
    EXPECT_EQ(d.refuses(pressing("resolve", "no_result_yet")).rule, "presses_for_what_is_late");
    d.does(pressing("docket", "no_result_yet"));
    EXPECT_EQ(std::get<events::lower_agency_pressed>(d.last().detail).due, std::nullopt);
}

TEST(what_is_pressed_for, stands_among_the_alerts_of_the_head_until_it_is_done) {
    desk d = a_complaint_of_june();
    d.at("2026-07-03 08:00").does(pressing("docket"));
    ASSERT_NE(pressed(d, "docket"), nullptr);
    EXPECT_EQ(pressed(d, "docket")->state, alert_status::raised);
    EXPECT_EQ(pressed(d, "docket")->act_by, events::role::head);
    // The watch, which may look later, does not answer it
    d.as(events::role::system).does(raise_alert{"docket", "overdue"});
    EXPECT_EQ(pressed(d, "docket")->state, alert_status::raised);
    d.by("head").does(acknowledge_alert{"docket", "pressed"});
    d.at("2026-07-06 08:00").by("officer-1").does(pressing("docket"));
    EXPECT_EQ(pressed(d, "docket")->state, alert_status::raised) << "pressed once more";
    d.does(docket_complaint{});
    EXPECT_EQ(pressed(d, "docket")->state, alert_status::resolved);
}

TEST(what_is_pressed_for, is_not_answered_by_more_days) {
    desk d = a_complaint_of_june();
    d.does(docket_complaint{});
    const auto due = d.state().open_deadline("resolve")->due;
    d.at("2026-10-01 08:00").does(pressing("resolve"));
    d.as(events::role::system).does(raise_alert{"resolve", "overdue"});
    d.by("head").does(extend_period{"resolve", 10, "complex"});
    ASSERT_GT(d.state().open_deadline("resolve")->due, due);
    ASSERT_NE(pressed(d, "resolve"), nullptr) << "the head of the late agency sees it as before";
    EXPECT_EQ(pressed(d, "resolve")->state, alert_status::raised);
    EXPECT_EQ(d.state().alerts.size(), 1U) << "the watch looks anew";
    d.does(resolve_complaint{events::finding::wrong, "keep"});
    EXPECT_EQ(pressed(d, "resolve")->state, alert_status::resolved);
}

TEST(what_is_pressed_for, is_answered_by_what_is_done_where_no_days_run) {
    desk d{"2026-07-01 08:00"};
    d.does(about_a_measure()).at("2026-07-20 08:00").does(pressing("docket", "no_result_yet"));
    desk filed = d;
    filed.does(withdraw_request{});
    EXPECT_EQ(pressed(filed, "docket")->state, alert_status::resolved) << "it has ended";
    d.does(docket_complaint{});
    EXPECT_EQ(pressed(d, "docket")->state, alert_status::resolved);
    d.does(pressing("resolve", "no_result_yet")).does(begin_verification{});
    EXPECT_EQ(pressed(d, "resolve")->state, alert_status::raised) << "a result is asked for";
    d.does(resolve_complaint{events::finding::wrong, "keep"});
    EXPECT_EQ(pressed(d, "resolve")->state, alert_status::resolved);
}

TEST(a_step, that_may_be_pressed_for_is_told_to_nobody_of_the_office_instead_of_another) {
    desk d = a_complaint_of_june();
    d.at("2026-07-03 08:00").by("head");
    const auto no = d.refuses(close_case{});
    EXPECT_THAT(no.allowed, testing::Not(testing::Contains("press_lower_agency")));
}

TEST(the_agency_above, is_that_of_who_is_in_charge_on_the_day) {
    auto rules = default_rule_set();
    auto room = *rules.find_office(events::office_code{"964"});
    room.key = events::office_code{"96-1"};
    room.level = office_level::regional;
    room.valid_from = *events::date_from_text("2025-07-01");
    room.valid_to.reset();
    room.successor.reset();
    rules.offices.push_back(room);
    const auto above = [&](std::string_view office, std::string_view day) {
        const auto* found = agency_above(rules, events::office_code{std::string{office}},
                                         *events::date_from_text(day));
        return found == nullptr ? std::string{} : found->key.str();
    };
    EXPECT_EQ(above("96-1", "2026-07-01"), "96");
    EXPECT_EQ(above("964", "2025-06-30"), "96");
    EXPECT_EQ(above("964", "2026-07-01"), "") << "96 itself goes on with its cases";
    EXPECT_EQ(above("96", "2026-07-01"), "");
}

} // namespace
