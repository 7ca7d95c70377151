#include "engine/evolve.hpp"
#include "engine/law.hpp"
#include "events/digest.hpp"
#include "tests/support/desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <utility>

/// What is performed of an enforcement, the confirmation of it, and the end by law (Luật Thi hành
/// án dân sự Điều 52, 53; Nghị định 62/2015/NĐ-CP Điều 37).
namespace {

using events::decision_outcome;
using events::performance;
using events::status;
using testing_support::desk;

constexpr const char* some_matter = "000.00.01.G15-170601-0001";

/// A matter that a court handed over, with its decision issued.
desk a_matter_to_enforce() {
    desk d;
    d.does(engine::receive_request{
        .procedure = "ex_officio",
        .received_by = events::channel::post,
        .request_date = {},
        .judgment = {},
    });
    d.does(engine::begin_examination{}).does(engine::submit_draft{decision_outcome::grant});
    d.by("head").does(engine::sign_decision{});
    d.does(engine::issue_decision{});
    return d;
}

engine::submit_draft draft_confirming(performance how_much) {
    return {decision_outcome::grant, some_matter, how_much};
}

/// A request to confirm a result, in the hands of who drafts the confirmation.
desk a_request_to_confirm(std::string_view opens_at = "2017-06-01 08:00") {
    desk d{opens_at};
    d.does(testing_support::filed_at_counter("result_confirm"));
    const auto papers = testing_support::all_papers("result_confirm", events::office_date(d.now()));
    d.does(engine::accept_dossier{{}, events::return_method::at_counter, papers});
    d.does(engine::hand_over{events::officer_id{"officer-2"}}).by("officer-2");
    d.does(engine::begin_examination{});
    return d;
}

engine::solve_at_once confirmed_on_the_spot(performance how_much,
                                            std::optional<std::string> matter = {}) {
    auto out = testing_support::granted_on_the_spot();
    out.matter = std::move(matter);
    out.performed = how_much;
    return out;
}

void issue_it(desk& d) {
    d.by("head").does(engine::sign_decision{});
    d.by("clerk").does(engine::issue_decision{});
}

TEST(performance_of_a_matter, is_recorded_in_part_and_once_in_whole) {
    auto d = a_matter_to_enforce();
    d.by("officer-2").does(engine::record_performance{performance::part, 3'000'000});
    EXPECT_EQ(d.state().performed, performance::part);
    d.does(engine::record_performance{performance::part, -1'000'000});
    d.does(engine::record_performance{performance::whole, 5'000'000});
    EXPECT_EQ(d.state().performed, performance::whole);
    EXPECT_EQ(d.state().performed_amount, 7'000'000);
    EXPECT_EQ(d.state().at, status::issued) << "the record alone ends nothing";
    EXPECT_EQ(d.refuses(engine::record_performance{performance::whole, {}}).rule, "performed_once");
    // What was recorded in error is lowered again
    d.does(engine::record_performance{performance::part, -5'000'000});
    EXPECT_EQ(d.state().performed, performance::part);
    EXPECT_EQ(d.state().performed_amount, 2'000'000);
}

TEST(performance_of_a_matter, states_a_sum_or_none_and_needs_a_decision_to_enforce) {
    auto d = a_matter_to_enforce();
    constexpr std::int64_t too_much = 1'000'000'000'000'001;
    for (const auto amount : {std::int64_t{0}, too_much, -too_much}) {
        EXPECT_EQ(d.refuses(engine::record_performance{performance::part, amount}).rule,
                  "amount_is_a_sum")
            << amount;
    }
    d.does(
        engine::record_performance{performance::part, {}}); // a child handed over, a house cleared
    EXPECT_EQ(d.state().performed_amount, 0);
    auto confirmation = a_request_to_confirm();
    confirmation.does(engine::submit_draft{decision_outcome::grant});
    issue_it(confirmation);
    EXPECT_EQ(confirmation.refuses(engine::record_performance{performance::part, {}}).rule,
              "is_enforced_here");
}

TEST(performance_of_a_matter, adds_up_to_nothing_below_nought_and_to_no_more_than_a_sum) {
    auto d = a_matter_to_enforce();
    constexpr std::int64_t most = 1'000'000'000'000'000;
    const auto rule_of = [&](std::int64_t amount) {
        return d.refuses(engine::record_performance{performance::part, amount}).rule;
    };
    EXPECT_EQ(rule_of(-1), "total_is_a_sum");
    d.does(engine::record_performance{performance::part, most});
    EXPECT_EQ(rule_of(1), "total_is_a_sum");
    d.does(engine::record_performance{performance::part, -most});
    EXPECT_EQ(d.state().performed_amount, 0);
}

TEST(performance_of_a_matter, that_no_total_can_hold_keeps_the_total_of_before) {
    auto d = a_matter_to_enforce();
    d.does(engine::record_performance{performance::part, 5});
    auto told = d.last();
    auto state = d.state();
    std::get<events::performance_recorded>(told.detail).amount =
        std::numeric_limits<std::int64_t>::max();
    engine::evolve(state, told, events::sha256("x"));
    EXPECT_EQ(state.performed_amount, 5);
    EXPECT_EQ(state.performed, performance::part);
}

TEST(performance_of_a_matter, is_of_the_decision_that_stands) {
    auto d = a_matter_to_enforce();
    d.does(engine::record_performance{performance::whole, 5});
    d.by("head").does(engine::withdraw_decision{});
    EXPECT_FALSE(d.state().performed);
    EXPECT_EQ(d.state().performed_amount, 0);
}

TEST(a_matter, ends_by_law_once_all_is_performed_and_confirmed) {
    auto d = a_matter_to_enforce();
    d.by("head");
    const engine::end_enforcement by_law{some_matter};
    EXPECT_EQ(d.refuses(by_law).rule, "performed_in_whole");
    d.does(engine::record_performance{performance::whole, {}});
    EXPECT_EQ(d.refuses(engine::end_enforcement{}).rule, "names_the_confirmation");
    // Also where it is stopped; the telling of the decision stays owed
    d.on_grounds({"no_means"}).does(engine::suspend_case{"no_means"});
    ASSERT_NE(d.state().open_deadline("notify"), nullptr);
    d.on_grounds({}).does(by_law);
    EXPECT_EQ(d.state().at, status::closed);
    EXPECT_EQ(std::get<events::enforcement_ended>(d.last().detail).confirmation, some_matter);
    EXPECT_NE(d.state().open_deadline("notify"), nullptr);
}

TEST(a_matter, that_ended_by_law_still_tells_its_decision_to_who_was_not_told) {
    auto d = a_matter_to_enforce(); // on a Thursday
    const auto due = d.state().open_deadline("notify")->due;
    d.at("2017-06-02 08:00").by("officer-2");
    d.does(engine::assign_officer{events::officer_id{"officer-2"}});
    d.does(engine::record_performance{performance::whole, {}});
    d.by("head").does(engine::end_enforcement{some_matter});
    // The dossier need not be opened any more; the parties are told all the same, within their days
    EXPECT_THAT(d.last().common.deadlines_lapsed, testing::ElementsAre("open_dossier"));
    const auto* owed = d.state().open_deadline("notify");
    ASSERT_NE(owed, nullptr);
    EXPECT_TRUE(d.state().owes(*owed)) << "it is watched";
    EXPECT_EQ(owed->due, due);
    const engine::notify_party tells{"direct", events::office_date(d.now())};
    d.by("clerk").does(tells);
    EXPECT_EQ(d.state().at, status::closed);
    EXPECT_THAT(d.last().common.deadlines_met, testing::ElementsAre("notify"));
    EXPECT_TRUE(d.last().common.deadlines_started.empty()) << "nobody has days to comply any more";
    d.does(tells); // the other party
    // Who closes a matter has told everybody before
    auto closed = a_matter_to_enforce();
    closed.at("2017-06-02 08:00").does(tells);
    closed.does(engine::record_performance{performance::part, {}}).does(engine::close_case{});
    EXPECT_EQ(closed.refuses(tells).rule, "ended_by_law");
}

TEST(a_matter, is_ended_by_law_by_the_program_or_the_head) {
    auto d = a_matter_to_enforce();
    d.does(engine::record_performance{performance::whole, {}});
    d.as(events::role::system).does(engine::end_enforcement{some_matter});
    EXPECT_EQ(d.state().at, status::closed);
    const auto& roles = engine::roles_of("end_enforcement");
    EXPECT_EQ(std::ranges::count(roles, events::role::enforcement_officer), 0);
}

TEST(a_confirmation, that_all_is_performed_owes_the_end_of_its_matter_that_day) {
    auto d = a_request_to_confirm();
    d.does(draft_confirming(performance::whole));
    EXPECT_EQ(d.state().open_deadline("end_matter"), nullptr) << "a draft confirms nothing";
    issue_it(d);
    const auto* owed = d.state().open_deadline("end_matter");
    ASSERT_NE(owed, nullptr);
    EXPECT_EQ(engine::last_day_of(owed->due), events::office_date(d.now()));
    d.does(engine::return_result{events::return_method::at_counter});
    EXPECT_EQ(d.refuses(engine::close_case{}).rule, "nothing_is_owed");
    d.as(events::role::system).does(engine::note_matter_end{});
    EXPECT_EQ(std::get<events::matter_end_noted>(d.last().detail).matter, some_matter);
    EXPECT_EQ(d.state().open_deadline("end_matter"), nullptr);
    EXPECT_EQ(d.refuses(engine::note_matter_end{}).rule, "a_matter_is_to_end");
    d.does(engine::close_case{});
}

TEST(a_confirmation, given_on_the_spot_owes_the_end_of_its_matter_as_well) {
    desk d;
    d.does(testing_support::filed_at_counter("result_confirm"));
    const auto whole = confirmed_on_the_spot(performance::whole, some_matter);
    EXPECT_EQ(d.refuses(whole).rule, "head_confirms") << "the matter ends with it";
    d.by("head").does(whole);
    EXPECT_NE(d.state().open_deadline("end_matter"), nullptr);
    EXPECT_EQ(d.refuses(engine::close_case{}).rule, "nothing_is_owed");
    d.as(events::role::system).does(engine::note_matter_end{}).does(engine::close_case{});
}

TEST(a_confirmation, of_all_is_given_on_the_spot_by_who_acts_as_the_head) {
    desk d;
    d.does(testing_support::filed_at_counter("result_confirm"));
    const auto unnamed = confirmed_on_the_spot(performance::whole);
    d.by("head").as(events::role::counter_officer);
    EXPECT_EQ(d.refuses(unnamed).rule, "head_confirms");
    d.by("officer-1").does(confirmed_on_the_spot(performance::part));
    EXPECT_EQ(d.state().at, status::solved_at_once);
}

TEST(a_confirmation, of_a_part_or_of_no_matter_here_ends_none) {
    auto part = a_request_to_confirm();
    part.does(draft_confirming(performance::part));
    issue_it(part);
    EXPECT_EQ(part.state().open_deadline("end_matter"), nullptr);
    // The file of a matter may be older than this program
    auto elsewhere = a_request_to_confirm();
    elsewhere.does(engine::submit_draft{decision_outcome::grant, {}, performance::whole});
    issue_it(elsewhere);
    EXPECT_EQ(elsewhere.state().open_deadline("end_matter"), nullptr);
}

TEST(a_confirmation, that_is_withdrawn_owes_no_end_of_a_matter_any_more) {
    auto d = a_request_to_confirm();
    d.does(draft_confirming(performance::whole));
    issue_it(d);
    d.by("head").does(engine::withdraw_decision{});
    EXPECT_EQ(d.state().open_deadline("end_matter"), nullptr);
    EXPECT_THAT(d.last().common.deadlines_lapsed, testing::Contains("end_matter"));
    EXPECT_FALSE(d.state().confirms) << "nothing is confirmed until another is drafted";
    EXPECT_EQ(d.state().confirmed_matter, "");
    // And the one in its place confirms what its own draft says
    d.by("officer-2").does(draft_confirming(performance::part));
    issue_it(d);
    EXPECT_EQ(d.state().open_deadline("end_matter"), nullptr);
}

TEST(a_confirmation, that_is_withdrawn_after_the_end_still_says_which_matter_ended) {
    auto d = a_request_to_confirm();
    d.does(draft_confirming(performance::whole));
    issue_it(d);
    d.as(events::role::system).does(engine::note_matter_end{});
    d.by("head").does(engine::withdraw_decision{});
    EXPECT_EQ(d.state().confirmed_matter, some_matter);
    EXPECT_EQ(d.state().confirms, performance::whole);
}

TEST(a_confirmation, of_july_2026_ends_nothing_by_a_law_that_was_not_seen) {
    auto d = a_request_to_confirm("2026-07-06 08:00");
    d.does(draft_confirming(performance::whole));
    issue_it(d);
    EXPECT_EQ(d.state().open_deadline("end_matter"), nullptr);
}

TEST(a_confirmation, is_said_only_where_one_is_asked_for) {
    const auto rule_of = [](desk& d, const engine::command_detail& what) {
        return d.refuses(what).rule;
    };
    auto d = a_request_to_confirm();
    EXPECT_EQ(rule_of(d, engine::submit_draft{decision_outcome::grant, some_matter, {}}),
              "confirms_what_is_asked")
        << "how much of it?";
    EXPECT_EQ(rule_of(d, engine::submit_draft{decision_outcome::grant, "", performance::whole}),
              "confirms_what_is_asked");
    d.on_grounds({"not_party_or_relative"});
    EXPECT_EQ(
        rule_of(d, engine::submit_draft{decision_outcome::refuse, some_matter, performance::whole}),
        "confirms_what_is_asked");
    desk other;
    other.does(engine::receive_request{
        .procedure = "ex_officio",
        .received_by = events::channel::post,
        .request_date = {},
        .judgment = {},
    });
    other.does(engine::begin_examination{});
    EXPECT_EQ(rule_of(other, draft_confirming(performance::whole)), "confirms_what_is_asked");
}

} // namespace
