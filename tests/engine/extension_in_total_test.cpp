#include "engine/derivation.hpp"
#include "tests/support/desk.hpp"

#include <gtest/gtest.h>

/// Where the law says how long a period may last in all (sixty days, ninety at most: Luật Thi hành
/// án dân sự Điều 157.2), that is counted from its start.
namespace {

using namespace engine;
using testing_support::desk;
using testing_support::office_time;

TEST(an_extension_in_total, is_counted_from_the_start_whatever_days_off_the_first_end_fell_on) {
    // Given a denunciation whose sixtieth day is the first of Tết 2019
    desk d{"2018-12-06 08:00"};
    d.does(receive_denunciation{events::channel::counter, false}).does(accept_denunciation{});
    ASSERT_EQ(d.state().open_deadline("resolve")->due, office_time("2019-02-12 00:00"));
    // When it is extended by all that the law allows
    d.does(extend_period{"resolve", 30, "complex"});
    // Then it has ninety days from its docketing, and not thirty from the end of Tết
    EXPECT_EQ(d.state().open_deadline("resolve")->due, office_time("2019-03-07 00:00"));
    const auto again = derive(default_rule_set().calendar, *d.state().open_deadline("resolve"));
    EXPECT_EQ(again->due, d.state().open_deadline("resolve")->due) << "and so it is explained";
}

TEST(an_extension_in_total, keeps_the_end_that_was_rolled_and_may_be_given_in_parts) {
    desk d{"2018-12-06 08:00"};
    d.does(receive_denunciation{events::channel::counter, false}).does(accept_denunciation{});
    d.does(extend_period{"resolve", 1, "complex"}); // day 61 is one of Tết, too
    EXPECT_EQ(d.state().open_deadline("resolve")->due, office_time("2019-02-12 00:00"));
    d.does(extend_period{"resolve", 29, "complex"});
    EXPECT_EQ(d.state().open_deadline("resolve")->due, office_time("2019-03-07 00:00"));
    EXPECT_EQ(d.refuses(extend_period{"resolve", 1, "complex"}).rule, "extension_is_lawful");
}

TEST(an_extension_in_total, leaves_out_the_time_of_a_suspension_before_it_and_after_it) {
    // Given sixty days from Tuesday 01/03/2022, of which eight stand still
    desk d{"2022-03-01 08:00"};
    d.does(receive_denunciation{events::channel::counter, false}).does(accept_denunciation{});
    d.does(set_team{});
    d.at("2022-03-10 08:00").on_grounds({"awaits_expert_opinion"}).does(suspend_case{"expert"});
    d.at("2022-03-18 08:00").does(resume_case{});
    d.does(extend_period{"resolve", 30, "complex"});
    EXPECT_EQ(d.state().open_deadline("resolve")->due, office_time("2022-06-08 00:00"))
        << "ninety-eight days of the calendar";
    d.at("2022-05-10 08:00").on_grounds({"awaits_other_body"}).does(suspend_case{"court"});
    d.at("2022-05-12 08:00").does(resume_case{});
    EXPECT_EQ(d.state().open_deadline("resolve")->due, office_time("2022-06-10 00:00"));
}

} // namespace
