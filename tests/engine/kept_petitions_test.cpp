#include "engine/evolve.hpp"
#include "engine/keeping.hpp"
#include "tests/support/desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

/// What becomes of a petition that was filed away, once it was kept for its year (Thông tư
/// 13/2021/TT-BTP Điều 8.4, 10.1, 16.3).
namespace {

using namespace engine;
using events::keeping_end;
using events::status;
using testing_support::desk;
using testing_support::office_time;

/// On Tuesday 01/03/2022: its year ends with 01/03/2023.
desk a_kept_complaint(std::string_view received = "2022-03-01 08:00") {
    desk d{received};
    d.does(receive_complaint{events::channel::counter, events::complaint_kind::coercive_measure,
                             false});
    d.on_grounds({"anonymous"}).does(file_away{});
    return d;
}

raise_alert tells(const char* rung) { return {std::string{keeping_period}, rung}; }

TEST(a_petition_that_is_kept, is_decided_on_once_its_year_is_over) {
    auto d = a_kept_complaint();
    d.by("head").at("2023-03-01 16:00");
    const decide_destruction destroys{keeping_end::destroyed, {}};
    EXPECT_EQ(d.refuses(destroys).rule, "keeping_is_over");
    d.at("2023-03-02 08:00");
    EXPECT_EQ(d.refuses(decide_destruction{keeping_end::kept, {}}).rule, "says_why_it_is_kept");
    d.does(destroys);
    EXPECT_EQ(d.state().at, status::filed_away);
    EXPECT_THAT(d.last().common.deadlines_met, testing::ElementsAre(std::string{keeping_period}));
    EXPECT_EQ(d.refuses(destroys).rule, "keeping_is_over") << "it is decided on once";
    auto kept_on = a_kept_complaint();
    kept_on.by("head").at("2023-03-02 08:00");
    kept_on.does(decide_destruction{keeping_end::kept, "other_complaint_pending"});
    EXPECT_EQ(std::get<events::destruction_decided>(kept_on.last().detail).reason,
              "other_complaint_pending");
}

TEST(a_petition_that_is_kept, since_before_the_program_knew_the_step_is_decided_on_once_as_well) {
    auto d = a_kept_complaint();
    auto state = d.state();
    state.deadlines.clear(); // no period began with the filing then
    d.by("head").at("2023-03-01 16:00");
    const auto destroys = [&] {
        return decide(state, d.command_of(decide_destruction{keeping_end::destroyed, {}}),
                      d.context());
    };
    const auto too_early = destroys();
    ASSERT_FALSE(too_early);
    EXPECT_EQ(too_early.error().rule, "keeping_is_over");
    d.at("2023-03-02 08:00");
    const auto decided = destroys();
    ASSERT_TRUE(decided);
    evolve(state, *decided, {});
    const auto again = destroys();
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().rule, "keeping_is_over");
}

TEST(a_petition_that_is_kept, is_owed_by_nobody_and_told_once_when_its_year_is_over) {
    auto d = a_kept_complaint();
    const auto* kept = d.state().open_deadline(keeping_period);
    ASSERT_NE(kept, nullptr);
    EXPECT_EQ(kept->due, office_time("2023-03-02 00:00"));
    EXPECT_FALSE(d.state().owes(*kept));
    const auto rule_of = [&](const char* rung) {
        return d.as(events::role::system).refuses(tells(rung)).rule;
    };
    EXPECT_EQ(rule_of("due_soon"), "rung_is_reached");
    EXPECT_EQ(rule_of("kept"), "rung_is_reached");
    d.at("2023-03-02 08:00");
    EXPECT_EQ(rule_of("overdue"), "rung_is_reached");
    d.as(events::role::system).does(tells("kept"));
    ASSERT_NE(d.state().open_deadline(keeping_period), nullptr) << "the watch ends nothing";
    ASSERT_EQ(d.state().alerts.size(), 1U);
    EXPECT_EQ(d.state().alerts[0].rung, rung_kept);
    EXPECT_EQ(d.state().alerts[0].act_by, events::role::head);
    EXPECT_EQ(rule_of("kept"), "alert_moves_so");
    d.by("head").does(decide_destruction{keeping_end::destroyed, {}});
    EXPECT_EQ(d.state().alerts[0].state, alert_status::resolved);
}

TEST(a_petition_that_is_kept, may_be_a_denunciation_or_one_that_was_withdrawn_before_docketing) {
    desk denounced{"2022-03-01 08:00"};
    denounced.does(receive_denunciation{events::channel::counter, false});
    denounced.on_grounds({"anonymous"}).does(file_away{});
    desk withdrawn{"2022-03-01 08:00"};
    withdrawn.does(receive_complaint{events::channel::counter,
                                     events::complaint_kind::coercive_measure, false});
    withdrawn.does(withdraw_request{});
    for (auto* d : {&denounced, &withdrawn}) {
        ASSERT_NE(d->state().open_deadline(keeping_period), nullptr);
        d->at("2023-03-02 08:00").by("head");
        d->does(decide_destruction{keeping_end::destroyed, {}});
    }
}

TEST(a_petition_that_is_kept, under_a_law_that_was_not_read_is_kept_for_no_time_that_is_known) {
    desk d{"2019-03-01 08:00"};
    d.does(receive_complaint{events::channel::counter, events::complaint_kind::coercive_measure,
                             false});
    d.does(withdraw_request{});
    EXPECT_EQ(d.state().at, status::filed_away);
    d.at("2025-03-03 08:00").by("head");
    EXPECT_EQ(d.refuses(decide_destruction{keeping_end::destroyed, {}}).rule, "keeping_is_over");
}

} // namespace
