#include "tests/support/desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

/// What grounds that papers and steps state begin and end, where the matter is refused or put
/// aside, goes on for another reason, or several are stated at once.
namespace {

using namespace engine;
using testing::Contains;
using testing::UnorderedElementsAre;
using testing_support::desk;

const deadline& newest_run(const desk& d, std::string_view id) {
    const auto& all = d.state().deadlines;
    const auto found =
        std::find_if(all.rbegin(), all.rend(), [&](const deadline& one) { return one.id == id; });
    EXPECT_NE(found, all.rend()) << id;
    return *found;
}

std::vector<std::string> open_periods_of(const desk& d) {
    std::vector<std::string> out;
    for (const auto& one : d.state().deadlines) {
        if (one.open()) {
            out.push_back(one.id);
        }
    }
    return out;
}

notify_party told_today(const desk& d) { return {"direct", events::office_date(d.now())}; }

/// A request in examination since Thursday 01/06/2017.
desk a_request_in_examination() {
    auto d = testing_support::an_accepted_dossier();
    d.does(hand_over{events::officer_id{"officer-2"}}).by("officer-2").does(begin_examination{});
    return d;
}

void signs_and_issues(desk& d) { d.by("head").does(sign_decision{}).does(issue_decision{}); }

/// One whose decision was issued on that day, and told.
desk an_enforced_request() {
    auto d = a_request_in_examination();
    d.does(submit_draft{events::decision_outcome::grant});
    signs_and_issues(d);
    d.does(told_today(d));
    return d;
}

TEST(a_period_to_go_on, is_met_by_going_on_or_by_another_stop_whatever_their_ground) {
    // Given an enforcement that is stopped, and a paper that shows that it may go on
    auto d = an_enforced_request();
    d.on_grounds({"no_means"}).does(suspend_case{"no_means_yet"});
    d.on_grounds({"stop_is_over"}).does(attach_document{});
    ASSERT_NE(d.state().open_deadline("decide_to_go_on"), nullptr);
    // When it goes on for what became known of the debtor
    auto stopped = d;
    d.on_grounds({"new_information"}).does(resume_case{});
    // Then nobody owes that it goes on
    EXPECT_EQ(d.state().open_deadline("decide_to_go_on"), nullptr);
    EXPECT_THAT(d.last().common.deadlines_met, Contains("decide_to_go_on"));
    // Nor where the court has it stayed instead
    stopped.on_grounds({"stayed"}).does(suspend_case{"notice_of_court"});
    EXPECT_EQ(stopped.state().open_deadline("decide_to_go_on"), nullptr);
}

TEST(a_period_to_go_on, does_not_begin_where_nothing_was_stopped) {
    auto d = an_enforced_request();
    d.on_grounds({"stop_is_over"}).does(attach_document{});
    EXPECT_THAT(open_periods_of(d), testing::IsEmpty());
    // But what becomes known of the debtor is verified all the same
    d.on_grounds({"new_information"}).does(attach_document{});
    EXPECT_THAT(open_periods_of(d), UnorderedElementsAre("verify_new_information"));
}

TEST(a_ground_that_a_paper_shows,
     is_not_answered_by_putting_the_dossier_aside_before_its_decision) {
    auto d = a_request_in_examination();
    d.on_grounds({"postponed"}).does(attach_document{});
    ASSERT_NE(d.state().open_deadline("decide_postponement"), nullptr);
    d.does(suspend_case{"awaiting_supplement"}).does(resume_case{});
    EXPECT_NE(d.state().open_deadline("decide_postponement"), nullptr);
    // When there is a decision, it is answered by the one that postpones
    d.does(submit_draft{events::decision_outcome::grant});
    signs_and_issues(d);
    d.on_grounds({"postponed"}).does(suspend_case{"creditor_agrees"});
    EXPECT_TRUE(newest_run(d, "decide_postponement").met);
}

TEST(a_ground_that_a_paper_shows, is_owed_no_decision_once_the_request_is_refused) {
    auto d = a_request_in_examination();
    d.on_grounds({"postponed"}).does(attach_document{});
    d.on_grounds({"time_barred"}).does(submit_draft{events::decision_outcome::refuse});
    signs_and_issues(d);
    EXPECT_EQ(d.state().open_deadline("decide_postponement"), nullptr);
    EXPECT_THAT(d.last().common.deadlines_lapsed, Contains("decide_postponement"));
    // And a paper that comes after it begins nothing, so that the dossier can be closed
    d.on_grounds({"postponed"}).does(attach_document{});
    EXPECT_EQ(d.state().open_deadline("decide_postponement"), nullptr);
    d.does(told_today(d)).does(return_result{events::return_method::at_counter});
    d.does(close_case{});
    // As it does where the desk refused
    desk at_desk;
    at_desk.does(testing_support::filed_at_counter("enf_request"));
    at_desk.by("head").on_grounds({"time_barred"}).does(refuse_request{});
    at_desk.on_grounds({"postponed"}).does(attach_document{});
    EXPECT_THAT(open_periods_of(at_desk), testing::IsEmpty());
}

TEST(a_ground_that_a_paper_shows, is_owed_no_decision_once_that_to_enforce_is_withdrawn) {
    auto d = an_enforced_request();
    d.on_grounds({"postponed"}).does(attach_document{});
    ASSERT_NE(d.state().open_deadline("decide_postponement"), nullptr);
    d.does(withdraw_decision{});
    EXPECT_EQ(d.state().open_deadline("decide_postponement"), nullptr);
    EXPECT_THAT(d.last().common.deadlines_lapsed, Contains("decide_postponement"));
}

TEST(grounds_that_are_stated_together, begin_what_runs_on_each_of_them) {
    // Given a paper that shows two grounds
    auto d = an_enforced_request();
    d.on_grounds({"postponed", "stayed"}).does(attach_document{});
    EXPECT_THAT(open_periods_of(d), UnorderedElementsAre("decide_postponement", "decide_stay"));
    // When the head decides on one of them, for who may protest as well
    d.on_grounds({"postponed", "postponed_by_protest"}).does(suspend_case{"creditor_agrees"});
    // Then the months of a postponement that is used up run, and the notice is owed once
    EXPECT_EQ(d.state().protest_postponements, 1);
    EXPECT_THAT(open_periods_of(d),
                UnorderedElementsAre("decide_stay", "notify", "protest_postponement"));
}

} // namespace
