#include "engine/evolve_detail.hpp"
#include "tests/support/desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

/// Complaints and denunciations where somebody does not agree: with a refusal, with what is still
/// being done, with a conclusion, or with an own denunciation that was withdrawn.
namespace {

using namespace engine;
using events::status;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::UnorderedElementsAre;
using testing_support::desk;
using testing_support::office_time;

receive_complaint about_coercion() {
    return {events::channel::counter, events::complaint_kind::coercive_measure, false};
}

desk a_docketed_complaint() {
    desk d{"2022-03-01 08:00"};
    d.does(about_coercion()).does(docket_complaint{});
    return d;
}

/// Concluded by `officer-1`, and told.
desk a_conclusion_that_was_sent() {
    desk d{"2022-03-01 08:00"};
    d.does(receive_denunciation{events::channel::counter, false}).does(accept_denunciation{});
    d.does(notify_parties{}).does(set_team{}).does(announce_team{});
    d.does(end_verification{}).does(report_verification{});
    d.does(conclude_denunciation{events::finding::right}).does(send_conclusion{});
    return d;
}

std::vector<std::string> owed(const desk& d) {
    std::vector<std::string> out;
    for (const auto& one : d.state().deadlines) {
        if (one.open()) {
            out.push_back(one.id);
        }
    }
    return out;
}

TEST(complaint_about_non_acceptance, is_answered_or_sent_down_within_the_days_to_docket) {
    desk d{"2022-03-01 08:00"};
    d.on_grounds({"non_acceptance"}).does(about_coercion());
    EXPECT_EQ(d.state().open_deadline("docket")->due, office_time("2022-03-09 00:00"));
    const auto no = d.refuses(docket_complaint{});
    EXPECT_EQ(no.rule, "contests_no_refusal");
    EXPECT_THAT(no.source, HasSubstr("13/2021/TT-BTP Điều 8.5"));

    desk right = d;
    right.on_grounds({"non_acceptance_grounded"}).does(decline_petition{});
    EXPECT_EQ(right.state().at, status::declined);
    EXPECT_THAT(right.last().common.deadlines_met, Contains("docket"));

    d.on_grounds({"lower_agency_must_resolve"});
    EXPECT_EQ(d.refuses(transfer_petition{}).rule, "passes_on_lawfully") << "which agency?";
    d.on_grounds({"lower_agency_must_resolve"});
    d.does(transfer_petition{events::office_code{"964"}});
    EXPECT_EQ(d.state().at, status::transferred);
    EXPECT_THAT(d.last().common.deadlines_met, Contains("docket"));
}

TEST(complaint_about_non_acceptance, makes_the_agency_that_refused_docket_the_complaint) {
    desk d{"2022-03-01 08:00"};
    d.does(about_coercion()).on_grounds({"no_direct_effect"}).does(decline_petition{});
    EXPECT_TRUE(d.state().ended_at);
    d.at("2022-03-21 08:00");
    EXPECT_EQ(d.refuses(docket_complaint{}).rule, "is_told_to_accept");
    d.on_grounds({"time_barred"});
    EXPECT_EQ(d.refuses(docket_complaint{}).rule, "is_told_to_accept");
    d.on_grounds({"told_to_resolve"}).does(docket_complaint{});
    EXPECT_EQ(d.state().at, status::docketed);
    EXPECT_FALSE(d.state().ended_at) << "it is in progress again";
    EXPECT_EQ(d.state().open_deadline("resolve")->due, office_time("2022-04-21 00:00"));
}

TEST(a_complaint_that_is_withdrawn, before_docketing_owes_no_termination) {
    desk d{"2022-03-01 08:00"};
    d.does(about_coercion()).does(withdraw_request{});
    EXPECT_EQ(d.state().at, status::filed_away);
    EXPECT_THAT(owed(d), testing::ElementsAre("keep_filed_away"));
}

TEST(a_complaint_that_is_withdrawn, after_docketing_owes_its_termination_and_nothing_else) {
    // Given a complaint that an officer is to explain
    desk d = a_docketed_complaint();
    d.does(request_explanation{"officer"});
    d.does(notify_party{"direct", events::office_date(d.now()),
                        events::notified_matter::explanation_request});
    ASSERT_THAT(owed(d), UnorderedElementsAre("resolve", "officer_explains"));
    // When it is withdrawn, nobody explains or resolves it any more
    d.at("2022-03-02 08:00").does(withdraw_request{});
    EXPECT_THAT(owed(d), testing::ElementsAre("terminate_on_withdrawal"));
    d.does(terminate_case{"withdrawn"});
    EXPECT_THAT(d.last().common.deadlines_met, testing::ElementsAre("terminate_on_withdrawal"));
    EXPECT_THAT(owed(d), testing::IsEmpty());
    // But where no law with days for the termination was read, those to resolve it run on
    desk before{"2017-06-01 08:00"};
    before.does(about_coercion()).does(docket_complaint{}).does(withdraw_request{});
    EXPECT_THAT(owed(before), testing::ElementsAre("resolve"));
}

TEST(a_pause_of_the_disputed_act, needs_a_ground_of_the_law_and_ends_with_the_resolution) {
    desk d = a_docketed_complaint();
    const auto due = d.state().open_deadline("resolve")->due;
    const pause_disputed_act pause{events::paused_matter::disputed_act};
    const auto no = d.refuses(pause);
    EXPECT_EQ(no.rule, "pause_is_lawful");
    ASSERT_EQ(no.grounds.size(), 2U) << "the refusal says which grounds would do";
    EXPECT_EQ(no.grounds[0].code, "harms_party");
    EXPECT_EQ(no.grounds[1].code, "harms_resolution");
    d.on_grounds({"harms_party"}).does(pause);
    EXPECT_EQ(d.state().at, status::docketed) << "the complaint itself goes on";
    EXPECT_FALSE(d.state().open_deadline("resolve")->paused());
    EXPECT_EQ(d.state().open_deadline("resolve")->due, due);
    d.on_grounds({"harms_party"});
    const auto again = d.refuses(pause);
    EXPECT_EQ(again.rule, "not_paused_yet");
    EXPECT_TRUE(again.grounds.empty()) << "no ground would help";
    d.does(resolve_complaint{events::finding::wrong, "keep"});
    EXPECT_FALSE(d.state().disputed_act_paused);
}

TEST(the_accused, petitions_against_a_conclusion_and_is_answered_from_above) {
    desk d = a_conclusion_that_was_sent();
    const answer_accused_petition uphold{events::review_outcome::upheld};
    EXPECT_EQ(d.by("head-above").refuses(uphold).rule, "petition_is_pending");
    d.does(receive_accused_petition{});
    EXPECT_EQ(d.refuses(receive_accused_petition{}).rule, "no_petition_is_pending");
    EXPECT_EQ(d.by("officer-1").refuses(uphold).rule, "answered_from_above");
    EXPECT_THAT(owed(d), UnorderedElementsAre("publish", "handle")) << "the conclusion binds";
    d.by("head-above").does(uphold);
    EXPECT_EQ(d.state().at, status::conclusion_sent);
    EXPECT_FALSE(d.state().petition_pending);
    EXPECT_THAT(owed(d), UnorderedElementsAre("publish", "handle"));
}

TEST(the_accused, has_the_denunciation_resolved_again_on_new_facts) {
    desk d = a_conclusion_that_was_sent();
    d.does(receive_accused_petition{}).by("head-above").at("2022-04-04 08:00");
    const answer_accused_petition again{events::review_outcome::reopened};
    EXPECT_EQ(d.refuses(again).rule, "reopens_on_a_ground");
    d.on_grounds({"new_facts"}).does(again);
    EXPECT_EQ(d.state().at, status::petition_accepted);
    EXPECT_THAT(owed(d), UnorderedElementsAre("notify", "resolve")) << "and nothing of before";
    EXPECT_EQ(d.state().open_deadline("resolve")->due, office_time("2022-06-04 00:00"));
    d.does(notify_parties{}); // anew
}

TEST(the_accused, keeps_the_case_open_until_the_answer) {
    desk d = a_conclusion_that_was_sent();
    d.does(publish_conclusion{}).does(handle_denunciation{}).does(receive_accused_petition{});
    EXPECT_EQ(d.refuses(close_case{}).rule, "no_petition_is_pending");
    d.by("head-above").does(answer_accused_petition{events::review_outcome::upheld});
    d.does(close_case{});
    d.does(receive_accused_petition{}); // within the fifteen days, although it was closed early
    d.on_grounds({"resolver_breach"});
    d.does(answer_accused_petition{events::review_outcome::reopened});
    EXPECT_FALSE(d.state().ended_at);
}

TEST(a_conclusion, is_published_and_handled_in_whatever_order_each_within_its_days) {
    // Given a conclusion of Tuesday 01/03/2022, which is to be published and handled by 10/03
    const desk told = a_conclusion_that_was_sent();
    EXPECT_THAT(owed(told), UnorderedElementsAre("publish", "handle"));
    // When it is handled first
    desk d = told;
    d.at("2022-03-04 08:00").does(handle_denunciation{});
    // Then it is still to be published, watched by its own day, and not closed before
    EXPECT_EQ(d.state().at, status::handled);
    EXPECT_THAT(d.last().common.deadlines_met, UnorderedElementsAre("handle"));
    EXPECT_EQ(d.state().open_deadline("publish")->due, office_time("2022-03-11 00:00"));
    EXPECT_EQ(d.refuses(close_case{}).rule, "nothing_is_owed");
    EXPECT_EQ(d.refuses(handle_denunciation{}).code, rejection_code::not_allowed_now);
    d.does(publish_conclusion{});
    EXPECT_EQ(d.state().at, status::handled);
    EXPECT_THAT(d.last().common.deadlines_met, UnorderedElementsAre("publish"));
    EXPECT_EQ(d.refuses(publish_conclusion{}).rule, "not_published_yet");
    d.does(close_case{});
    // And when it is published first, it is still to be handled
    desk other = told;
    other.at("2022-03-04 08:00").does(publish_conclusion{});
    EXPECT_THAT(owed(other), UnorderedElementsAre("handle"));
    other.does(handle_denunciation{}).does(close_case{});
}

TEST(a_conclusion, that_is_handled_by_a_decision_has_that_published_within_days_of_its_own) {
    desk d = a_conclusion_that_was_sent();
    d.does(publish_conclusion{}).at("2022-03-07 08:00").does(handle_denunciation{true});
    EXPECT_EQ(d.state().open_deadline("publish_handling")->due, office_time("2022-03-17 00:00"));
    EXPECT_EQ(d.refuses(close_case{}).rule, "nothing_is_owed");
    d.does(publish_conclusion{});
    EXPECT_THAT(d.last().common.deadlines_met, UnorderedElementsAre("publish_handling"));
    EXPECT_EQ(d.refuses(publish_conclusion{}).rule, "not_published_yet");
    // Both may be published at once; and what is handled without one owes nothing of the kind
    desk both = a_conclusion_that_was_sent();
    both.does(handle_denunciation{true}).does(publish_conclusion{});
    EXPECT_THAT(both.last().common.deadlines_met,
                UnorderedElementsAre("publish", "publish_handling"));
    desk neither = a_conclusion_that_was_sent();
    neither.does(handle_denunciation{});
    EXPECT_EQ(neither.state().open_deadline("publish_handling"), nullptr);
}

TEST(a_conclusion, that_is_drawn_anew_is_published_anew) {
    desk d = a_conclusion_that_was_sent();
    d.does(publish_conclusion{}).does(handle_denunciation{}).does(receive_accused_petition{});
    d.by("head-above").on_grounds({"new_facts"});
    d.does(answer_accused_petition{events::review_outcome::reopened});
    d.does(notify_parties{}).does(set_team{}).does(end_verification{}).does(report_verification{});
    d.does(conclude_denunciation{events::finding::wrong}).does(send_conclusion{});
    d.does(handle_denunciation{}).does(publish_conclusion{});
    EXPECT_EQ(d.state().at, status::handled);
}

TEST(a_conclusion, of_before_2019_is_published_before_the_case_is_closed_though_no_days_run) {
    desk d{"2018-03-01 08:00"};
    d.does(receive_denunciation{events::channel::counter, false}).does(accept_denunciation{});
    d.does(notify_parties{}).does(set_team{}).does(end_verification{}).does(report_verification{});
    d.does(conclude_denunciation{events::finding::right}).does(send_conclusion{});
    d.does(handle_denunciation{});
    EXPECT_THAT(owed(d), UnorderedElementsAre());
    EXPECT_EQ(d.refuses(close_case{}).rule, "conclusion_was_published");
    d.does(publish_conclusion{}).does(close_case{});
}

TEST(a_letter_of_several_contents, is_split_into_what_each_is_and_goes_on_as_its_own) {
    desk d{"2022-03-01 08:00"};
    d.does(receive_denunciation{events::channel::counter, false});
    const auto owed_before = owed(d);
    EXPECT_EQ(d.refuses(split_petition{"denunciation"}).rule, "splits_off_another_kind");
    EXPECT_EQ(d.refuses(split_petition{"invoice"}).rule, "splits_off_another_kind");
    d.does(split_petition{"complaint"}).does(split_petition{"proposal"});
    EXPECT_EQ(d.state().at, status::petition_received);
    EXPECT_EQ(owed(d), owed_before) << "its own days run on";
    desk complaint{"2022-03-01 08:00"};
    complaint.does(about_coercion());
    EXPECT_EQ(complaint.refuses(split_petition{"complaint"}).rule, "splits_off_another_kind");
    complaint.does(split_petition{"denunciation"});
}

/// Friday 11/02/2022 is the last working day of TT 02/2016/TT-BTP, Monday 14/02 the first of TT
/// 13/2021/TT-BTP, under which a petition finishes that was not docketed before (Điều 33.2).
TEST(a_petition_of_before_february_2022, goes_by_the_circular_of_the_day_of_its_docketing) {
    desk before{"2022-02-11 08:00"};
    before.does(about_coercion());
    desk after = before;
    before.does(docket_complaint{});
    EXPECT_THAT(owed(before), UnorderedElementsAre("resolve")) << "of TT 02/2016 no day is known";
    after.at("2022-02-14 08:00").does(docket_complaint{});
    EXPECT_THAT(owed(after), UnorderedElementsAre("resolve", "request_explanation"));
    for (auto* d : {&before, &after}) {
        d->at("2022-03-01 08:00").does(resolve_complaint{events::finding::wrong, "keep"});
    }
    EXPECT_THAT(owed(before), UnorderedElementsAre());
    EXPECT_THAT(owed(after), UnorderedElementsAre("send"));
    // And a second complaint goes by its own days
    before.does(send_resolution{}).does(lodge_second_complaint{});
    EXPECT_EQ(before.state().open_deadline("docket")->unit, "calendar_days");
    before.by("head-above").does(docket_complaint{});
    EXPECT_THAT(owed(before), UnorderedElementsAre("resolve", "request_explanation"));
}

TEST(a_petition_of_before_february_2022, is_filed_away_by_the_grounds_of_the_day_on_which_it_is) {
    desk d{"2022-02-11 08:00"};
    d.does(about_coercion()).on_grounds({"illegible"});
    EXPECT_EQ(d.refuses(file_away{}).rule, "states_ground");
    d.at("2022-02-14 08:00").on_grounds({"illegible"}).does(file_away{});
    EXPECT_EQ(d.state().at, status::filed_away);
}

/// One received on Friday 28/12/2018, under Luật Tố cáo 2011, of which art. 20 alone was read; what
/// was docketed before 01/01/2019 finishes under it (Luật Tố cáo 2018 Điều 66.3).
TEST(a_denunciation_of_before_2019, stands_still_where_it_was_docketed_from_then_on) {
    const auto suspended = [](std::string_view docketed, std::vector<std::string> grounds) {
        desk d{"2018-12-28 08:00"};
        d.does(receive_denunciation{events::channel::counter, false});
        d.at(docketed).does(accept_denunciation{}).does(notify_parties{}).does(set_team{});
        d.on_grounds(std::move(grounds)).does(suspend_case{"expert_opinion"});
        return d;
    };
    const desk before = suspended("2018-12-28 16:00", {});
    EXPECT_FALSE(before.state().open_deadline("resolve")->paused());
    EXPECT_EQ(before.state().open_deadline("notify_suspension"), nullptr);
    const desk after = suspended("2019-01-02 08:00", {"awaits_expert_opinion"});
    EXPECT_TRUE(after.state().open_deadline("resolve")->paused()) << "Điều 34.2";
    EXPECT_EQ(after.state().open_deadline("notify_suspension")->due,
              office_time("2019-01-09 00:00"))
        << "Saturday 05/01 is worked";
}

TEST(a_denunciation_of_2019, is_sent_published_and_handled_within_the_days_of_the_law_of_2018) {
    desk d{"2019-03-01 08:00"}; // a Friday
    d.does(receive_denunciation{events::channel::counter, false}).does(accept_denunciation{});
    d.does(withdraw_request{}).on_grounds({"sign_of_breach"}).does(resume_case{});
    d.does(notify_parties{}).does(set_team{}).does(end_verification{}).does(report_verification{});
    d.does(conclude_denunciation{events::finding::right});
    EXPECT_EQ(d.state().open_deadline("send_conclusion")->due, office_time("2019-03-09 00:00"));
    EXPECT_EQ(d.state().open_deadline("publish")->due, office_time("2019-03-13 00:00"));
    EXPECT_EQ(d.state().open_deadline("handle")->due, office_time("2019-03-13 00:00"));
    EXPECT_THAT(d.state().open_deadline("publish")->source, HasSubstr("25/2018/QH14 art.40.1"));
    EXPECT_EQ(d.does(send_conclusion{}).refuses(receive_accused_petition{}).rule,
              "accused_may_petition")
        << "that is of the circular of 2021";
}

/// What the clerk is told by the receipt of the post.
notify_party received_on(std::string_view day) {
    return {"registered_mail", events::date_from_text(day).value(),
            events::notified_matter::conclusion};
}

TEST(the_accused, has_fifteen_days_from_the_receipt_of_the_conclusion) {
    // Given a conclusion that was sent on Tuesday 01/03/2022 and received on Friday 04/03/2022
    desk d = a_conclusion_that_was_sent();
    d.at("2022-03-08 08:00").does(received_on("2022-03-04"));
    EXPECT_EQ(d.state().at, status::conclusion_sent);
    EXPECT_THAT(owed(d), UnorderedElementsAre("publish", "handle")) << "nobody owes it here";
    // When the last moment of the fifteenth day, a Saturday, has rolled to Monday 21/03/2022
    desk late = d;
    d.at("2022-03-21 23:59").does(receive_accused_petition{});
    EXPECT_TRUE(d.state().petition_pending);
    // Then it is in time until midnight and no longer
    late.at("2022-03-22 00:00");
    const auto no = late.refuses(receive_accused_petition{});
    EXPECT_EQ(no.rule, "petition_is_in_time");
    EXPECT_THAT(no.source, HasSubstr("13/2021/TT-BTP Điều 23"));
    // And one that came in time is in time however late it is entered
    auto entered = late.command_of(receive_accused_petition{});
    entered.happened = office_time("2022-03-21 16:00");
    EXPECT_TRUE(decide(late.state(), entered, late.context()));
}

TEST(the_accused, is_not_late_while_nobody_knows_when_the_conclusion_was_received) {
    desk d = a_conclusion_that_was_sent();
    d.at("2022-06-01 08:00").does(receive_accused_petition{});
    EXPECT_TRUE(d.state().petition_pending);
}

TEST(the_accused, is_late_only_when_the_last_one_of_several_is) {
    desk d = a_conclusion_that_was_sent();
    d.at("2022-03-16 08:00").does(received_on("2022-03-15")).does(received_on("2022-03-04"));
    d.at("2022-03-30 16:00").does(receive_accused_petition{});
}

TEST(the_receipt_of_a_conclusion, is_no_earlier_than_its_sending_and_not_yet_to_come) {
    desk d = a_conclusion_that_was_sent();
    EXPECT_EQ(d.refuses(received_on("2022-02-28")).rule, "received_after_it_was_sent");
    EXPECT_EQ(d.refuses(received_on("2022-03-02")).rule, "received_after_it_was_sent");
    d.does(received_on("2022-03-01"));
}

TEST(the_receipt_of_a_conclusion, is_told_apart_from_the_notice_of_a_suspension) {
    // Given a suspension that nobody was told of when the conclusion is sent
    desk d{"2022-03-01 08:00"};
    d.does(receive_denunciation{events::channel::counter, false}).does(accept_denunciation{});
    d.does(notify_parties{}).does(set_team{}).does(announce_team{});
    d.on_grounds({"awaits_expert_opinion"}).does(suspend_case{"expert_opinion"});
    d.does(resume_case{}).does(end_verification{}).does(report_verification{});
    d.does(conclude_denunciation{events::finding::right});
    EXPECT_EQ(d.refuses(received_on("2022-03-01")).rule, "tells_a_notice") << "it was not sent";
    d.does(send_conclusion{});
    // When the receipt is recorded, the notices are owed as before
    d.does(received_on("2022-03-01"));
    EXPECT_THAT(owed(d), Contains("notify_suspension"));
    // And the notice says nothing of the conclusion
    desk other = d;
    d.does(notify_party{"direct", events::office_date(d.now())});
    EXPECT_THAT(owed(d), Not(Contains("notify_suspension")));
    EXPECT_EQ(d.state().conclusion_received_on, other.state().conclusion_received_on);
}

TEST(the_receipt_of_a_conclusion, is_of_no_other_matter) {
    desk d;
    d.does(testing_support::filed_at_counter("ex_officio")).does(begin_examination{});
    d.does(submit_draft{events::decision_outcome::grant});
    d.by("head").does(sign_decision{}).does(issue_decision{});
    const auto no = d.refuses(received_on("2017-06-01"));
    EXPECT_EQ(no.code, rejection_code::invalid_input);
    EXPECT_EQ(no.pointer, "/what");
}

/// The day on which whoever is to explain received the request.
notify_party asked_on(std::string_view day) {
    return {"direct", events::date_from_text(day).value(),
            events::notified_matter::explanation_request};
}

notify_party asked_on(std::string_view day, events::explainer who) {
    auto told = asked_on(day);
    told.explainer = who;
    return told;
}

constexpr auto the_officer = events::explainer::enforcement_officer;
constexpr auto the_lower_agency = events::explainer::lower_agency;

TEST(the_days_to_explain, run_from_the_receipt_of_the_request) {
    // Given an officer who was asked on Tuesday 01/03/2022
    desk d = a_docketed_complaint();
    d.does(request_explanation{"officer"});
    EXPECT_EQ(d.state().open_deadline("officer_explains"), nullptr) << "not by its sending";
    // When the clerk tells on Friday that it was received on Thursday
    d.at("2022-03-04 08:00").does(asked_on("2022-03-03"));
    // Then the two working days are Friday and Monday
    EXPECT_EQ(d.state().at, status::awaiting_explanation);
    EXPECT_EQ(d.state().open_deadline("officer_explains")->due, office_time("2022-03-08 00:00"));
    d.at("2022-03-07 16:00").does(receive_explanation{});
    EXPECT_THAT(d.last().common.deadlines_met, Contains("officer_explains"));
    // And a lower agency has five
    desk lower = a_docketed_complaint();
    lower.does(request_explanation{"lower_agency"});
    lower.at("2022-03-04 08:00").does(asked_on("2022-03-03"));
    EXPECT_EQ(lower.state().open_deadline("lower_agency_explains")->due,
              office_time("2022-03-11 00:00"));
    EXPECT_EQ(lower.state().open_deadline("officer_explains"), nullptr);
}

TEST(the_days_to_explain, are_those_of_the_request_that_was_received_last) {
    desk d = a_docketed_complaint();
    d.does(request_explanation{"officer"}).does(asked_on("2022-03-01")).does(begin_verification{});
    d.at("2022-03-10 08:00").does(request_explanation{"officer"});
    d.does(asked_on("2022-03-10"));
    EXPECT_THAT(d.last().common.deadlines_lapsed, Contains("officer_explains"));
    EXPECT_EQ(d.state().open_deadline("officer_explains")->due, office_time("2022-03-15 00:00"));
}

TEST(the_days_to_explain, of_the_officer_run_on_while_a_lower_agency_is_asked_as_well) {
    desk d = a_docketed_complaint();
    d.does(request_explanation{"officer"}).does(asked_on("2022-03-01")).does(begin_verification{});
    d.at("2022-03-02 08:00").does(request_explanation{"lower_agency"});
    d.does(asked_on("2022-03-02", the_lower_agency));
    EXPECT_THAT(d.last().common.deadlines_lapsed, Not(Contains("officer_explains")));
    EXPECT_THAT(owed(d), Contains("officer_explains"));
    EXPECT_THAT(owed(d), Contains("lower_agency_explains"));
}

/// An officer and a lower agency that were both asked on Tuesday 01/03/2022.
desk a_complaint_that_two_are_to_explain() {
    desk d = a_docketed_complaint();
    d.does(request_explanation{"officer"}).does(begin_verification{});
    d.does(request_explanation{"lower_agency"});
    return d;
}

TEST(the_days_to_explain, of_two_run_and_end_each_by_what_each_received_and_explained) {
    // Given two who were asked, of whom the lower agency received the request first
    desk d = a_complaint_that_two_are_to_explain();
    d.at("2022-03-04 08:00").does(asked_on("2022-03-02", the_lower_agency));
    EXPECT_EQ(d.state().open_deadline("lower_agency_explains")->due,
              office_time("2022-03-10 00:00"));
    EXPECT_EQ(d.state().open_deadline("officer_explains"), nullptr);
    d.does(asked_on("2022-03-03", the_officer));
    EXPECT_THAT(d.last().common.deadlines_lapsed, Not(Contains("lower_agency_explains")));
    EXPECT_EQ(d.state().open_deadline("officer_explains")->due, office_time("2022-03-08 00:00"));
    // When the officer explains
    d.at("2022-03-07 08:00").does(receive_explanation{the_officer});
    // Then the days of the lower agency run on, until it explains; then nobody need be named
    EXPECT_THAT(d.last().common.deadlines_met, UnorderedElementsAre("officer_explains"));
    EXPECT_THAT(owed(d), Contains("lower_agency_explains"));
    d.does(receive_explanation{});
    EXPECT_THAT(d.last().common.deadlines_met, UnorderedElementsAre("lower_agency_explains"));
    EXPECT_EQ(std::get<events::explanation_received>(d.last().detail).explainer, the_lower_agency)
        << "the event says whose it was";
}

TEST(the_days_to_explain, of_two_ask_whose_a_receipt_or_an_explanation_is) {
    desk d = a_complaint_that_two_are_to_explain();
    const auto unsaid = d.refuses(asked_on("2022-03-01"));
    EXPECT_EQ(unsaid.rule, "says_who_explains");
    EXPECT_THAT(unsaid.en, HasSubstr("enforcement_officer or lower_agency"));
    EXPECT_EQ(d.refuses(receive_explanation{}).rule, "says_who_explains");
    // And nobody is named who is not asked, or is asked no more
    d.does(receive_explanation{the_officer});
    EXPECT_EQ(d.refuses(receive_explanation{the_officer}).rule, "names_who_was_asked");
    EXPECT_EQ(d.refuses(asked_on("2022-03-01", the_officer)).rule, "names_who_was_asked");
    d.does(asked_on("2022-03-01"));
    EXPECT_THAT(owed(d), Contains("lower_agency_explains")) << "the only one who is still asked";
}

TEST(the_days_to_explain, name_nobody_where_something_else_is_told) {
    desk d;
    d.does(testing_support::filed_at_counter("ex_officio")).does(begin_examination{});
    d.does(submit_draft{events::decision_outcome::grant});
    d.by("head").does(sign_decision{}).does(issue_decision{});
    notify_party told{"direct", events::office_date(d.now())};
    told.explainer = the_officer;
    const auto no = d.refuses(told);
    EXPECT_EQ(no.code, rejection_code::invalid_input);
    EXPECT_EQ(no.pointer, "/explainer");
}

TEST(an_explanation_of_before, that_does_not_say_whose_it_is_ends_all_that_was_awaited) {
    case_state state;
    for (const auto* from : {"officer", "lower_agency"}) {
        evolve_detail(state, events::explanation_requested{from}, office_time("2022-03-01 08:00"));
    }
    EXPECT_TRUE(state.officer_asked_at && state.lower_agency_asked_at);
    evolve_detail(state, events::explanation_received{}, office_time("2022-03-02 08:00"));
    EXPECT_FALSE(state.officer_asked_at || state.lower_agency_asked_at);
}

TEST(the_receipt_of_a_request_to_explain, is_no_earlier_than_the_request_and_of_one_that_waits) {
    desk d = a_docketed_complaint();
    d.does(begin_verification{});
    EXPECT_EQ(d.refuses(asked_on("2022-03-01")).rule, "explanation_is_awaited");
    d.does(request_explanation{"officer"});
    EXPECT_EQ(d.refuses(asked_on("2022-02-28")).rule, "received_after_it_was_asked");
    EXPECT_EQ(d.refuses(asked_on("2022-03-02")).rule, "received_after_it_was_asked");
    EXPECT_EQ(d.refuses(received_on("2022-03-01")).rule, "tells_the_request_to_explain");
    d.does(asked_on("2022-03-01")).does(receive_explanation{});
    EXPECT_EQ(d.refuses(asked_on("2022-03-01")).rule, "explanation_is_awaited");
    desk denunciation = a_conclusion_that_was_sent();
    EXPECT_FALSE(denunciation.tries(asked_on("2022-03-01"))) << "nobody is asked there";
}

TEST(a_denunciation_that_was_accepted, is_not_to_be_passed_on_for_what_a_paper_shows) {
    desk d{"2022-03-01 08:00"};
    d.does(receive_denunciation{events::channel::counter, false}).does(accept_denunciation{});
    d.at("2022-04-01 08:00").on_grounds({"not_competent"}).does(attach_document{});
    EXPECT_THAT(owed(d), Not(Contains("transfer"))) << "no step would pass it on any more";
}

TEST(a_suspended_denunciation, is_told_within_five_working_days_and_again_when_it_goes_on) {
    desk d{"2022-03-01 08:00"};
    d.does(receive_denunciation{events::channel::counter, false}).does(accept_denunciation{});
    d.does(notify_parties{}).does(set_team{}).does(announce_team{});
    const notify_party told{"direct", events::office_date(d.now())};
    EXPECT_EQ(d.refuses(told).rule, "notice_is_owed");
    d.on_grounds({"awaits_other_body"}).does(suspend_case{"investigators"});
    ASSERT_NE(d.state().open_deadline("notify_suspension"), nullptr);
    EXPECT_EQ(d.state().open_deadline("notify_suspension")->due, office_time("2022-03-09 00:00"));
    EXPECT_FALSE(d.state().open_deadline("notify_suspension")->paused());
    d.at("2022-03-03 08:00").does(told);
    EXPECT_THAT(d.last().common.deadlines_met, Contains("notify_suspension"));
    d.at("2022-03-14 08:00").does(resume_case{});
    ASSERT_NE(d.state().open_deadline("notify_resumption"), nullptr);
    EXPECT_EQ(d.state().open_deadline("notify_resumption")->due, office_time("2022-03-22 00:00"));
    d.does(told);
    EXPECT_THAT(d.last().common.deadlines_met, Contains("notify_resumption"));
    EXPECT_EQ(d.refuses(told).rule, "notice_is_owed");
}

TEST(a_suspended_denunciation, has_its_parties_told_and_its_team_announced_as_their_days_run_on) {
    // Given a denunciation that is suspended on the day on which its team was set up
    desk d{"2022-03-01 08:00"};
    d.does(receive_denunciation{events::channel::counter, false}).does(accept_denunciation{});
    d.does(set_team{}).on_grounds({"awaits_expert_opinion"}).does(suspend_case{"expert"});
    EXPECT_FALSE(d.state().open_deadline("notify")->paused());
    EXPECT_FALSE(d.state().open_deadline("announce_team")->paused());
    // Then both are done meanwhile, and once
    d.at("2022-03-03 08:00").does(notify_parties{});
    EXPECT_THAT(d.last().common.deadlines_met, Contains("notify"));
    d.does(announce_team{});
    EXPECT_THAT(d.last().common.deadlines_met, Contains("announce_team"));
    EXPECT_EQ(d.refuses(announce_team{}).rule, "announcement_is_owed");
    EXPECT_EQ(d.state().at, status::suspended);
}

TEST(a_suspended_denunciation, goes_on_after_it_was_suspended_whenever_that_is_entered) {
    desk d{"2022-03-01 08:00"};
    d.does(receive_denunciation{events::channel::counter, false}).does(accept_denunciation{});
    d.does(set_team{});
    d.at("2022-03-10 08:00").on_grounds({"awaits_expert_opinion"}).does(suspend_case{"expert"});
    d.at("2022-03-18 08:00");
    auto goes_on = d.command_of(resume_case{});
    goes_on.happened = office_time("2022-03-09 08:00");
    const auto no = decide(d.state(), goes_on, d.context());
    ASSERT_FALSE(no);
    EXPECT_EQ(no.error().rule, "goes_on_after_its_stop") << "and no calendar is wanting";
    EXPECT_EQ(no.error().pointer, "/happened_at");
    goes_on.happened = office_time("2022-03-17 08:00");
    EXPECT_TRUE(decide(d.state(), goes_on, d.context()));
}

TEST(a_terminated_denunciation, is_told_within_five_working_days) {
    desk d{"2022-03-01 08:00"};
    d.does(receive_denunciation{events::channel::counter, false}).does(accept_denunciation{});
    d.on_grounds({"accused_died"}).does(terminate_case{"death"});
    const auto ended = d.now();
    const auto* notice = d.state().open_deadline("notify_termination");
    ASSERT_NE(notice, nullptr);
    EXPECT_EQ(notice->due, office_time("2022-03-09 00:00"));
    EXPECT_TRUE(d.state().owes(*notice)) << "the office is watched although the matter has ended";
    EXPECT_THAT(owed(d), UnorderedElementsAre("notify_termination")) << "and nothing else";
    d.at("2022-03-03 08:00").does(notify_party{"direct", events::office_date(d.now())});
    EXPECT_THAT(d.last().common.deadlines_met, Contains("notify_termination"));
    EXPECT_EQ(d.state().at, status::terminated);
    EXPECT_EQ(d.state().ended_at, ended);
    EXPECT_EQ(d.refuses(notify_party{"direct", events::office_date(d.now())}).rule,
              "notice_is_owed");
    // Of the law of 2011 no such day was read
    desk before{"2018-12-27 08:00"};
    before.does(receive_denunciation{events::channel::counter, false});
    before.does(accept_denunciation{}).does(withdraw_request{}).does(terminate_case{"withdrawn"});
    EXPECT_THAT(owed(before), UnorderedElementsAre());
}

TEST(a_withdrawn_denunciation, goes_on_where_it_stood_when_the_law_says_so) {
    desk d{"2022-03-01 08:00"};
    d.does(receive_denunciation{events::channel::counter, false}).does(accept_denunciation{});
    d.does(set_team{}).does(withdraw_request{});
    EXPECT_EQ(d.refuses(resume_case{}).rule, "goes_on_though_withdrawn");
    d.on_grounds({"withdrawal_under_threat"}).does(resume_case{});
    EXPECT_EQ(d.state().at, status::verifying);
    EXPECT_TRUE(d.state().open_deadline("resolve"));
    EXPECT_EQ(d.state().open_deadline("notify_resumption"), nullptr) << "nothing had stopped it";
}

TEST(a_petition, that_is_guided_or_filed_away_was_dealt_with_in_time) {
    desk guided{"2022-03-01 08:00"};
    guided.does(about_coercion()).on_grounds({"not_competent"}).does(guide_petitioner{});
    EXPECT_THAT(guided.last().common.deadlines_met, Contains("docket"));
    desk filed{"2022-03-01 08:00"};
    filed.does(about_coercion()).on_grounds({"anonymous"}).does(file_away{});
    EXPECT_THAT(filed.last().common.deadlines_met, Contains("docket"));
    for (const auto& [ground, period] :
         {std::pair{"", "accept_or_not"}, std::pair{"repeat", "repeat_review"}}) {
        desk d{"2022-03-01 08:00"};
        if (*ground != 0) {
            d.on_grounds({ground});
        }
        d.does(receive_denunciation{events::channel::counter, false});
        d.on_grounds({"anonymous"}).does(file_away{});
        EXPECT_THAT(d.last().common.deadlines_met, Contains(period));
        EXPECT_THAT(d.last().common.deadlines_lapsed, Not(Contains(period)));
    }
}

/// Luật Tố cáo 2018 Điều 24.2: within five working days a letter is passed on; who comes is guided.
TEST(a_denunciation_of_another_competence, is_guided_in_person_and_nothing_is_owed_any_more) {
    for (const auto way : {events::channel::counter, events::channel::oral}) {
        desk d{"2022-03-01 08:00"};
        d.on_grounds({"not_competent"}).does(receive_denunciation{way, false});
        ASSERT_THAT(owed(d), Contains("transfer"));
        d.on_grounds({"brought_in_person"}).does(guide_petitioner{});
        EXPECT_EQ(d.state().at, status::guided);
        EXPECT_THAT(d.last().common.deadlines_met, Contains("transfer"));
        EXPECT_THAT(owed(d), UnorderedElementsAre());
    }
    // So it was under Luật Tố cáo 2011 Điều 20.1b
    desk before{"2017-06-01 08:00"};
    before.on_grounds({"not_competent"});
    before.does(receive_denunciation{events::channel::counter, false});
    ASSERT_THAT(owed(before), Contains("transfer"));
    EXPECT_EQ(before.refuses(guide_petitioner{}).rule, "is_guided_on_a_ground");
    before.on_grounds({"brought_in_person"}).does(guide_petitioner{});
    EXPECT_THAT(before.last().common.deadlines_met, Contains("transfer"));
    EXPECT_THAT(owed(before), UnorderedElementsAre());

    desk written{"2022-03-01 08:00"};
    written.does(receive_denunciation{events::channel::post, false});
    written.on_grounds({"brought_in_person"});
    EXPECT_EQ(written.refuses(guide_petitioner{}).rule, "came_in_person");
}

TEST(a_petition, whose_writer_never_answers_is_filed_away) {
    desk d{"2022-03-01 08:00"};
    d.does(about_coercion()).does(request_supplement{{"application"}});
    EXPECT_TRUE(owed(d).empty());
    d.at("2022-05-04 08:00");
    EXPECT_EQ(d.refuses(file_away{}).rule, "states_ground");
    d.on_grounds({"unclear_after_two_invitations"}).does(file_away{});
    EXPECT_EQ(d.state().at, status::filed_away);
}

TEST(a_denunciation_of_2017, is_checked_within_ten_days_and_its_sixty_never_stand_still) {
    desk d{"2017-06-01 08:00"};
    d.does(receive_denunciation{events::channel::post, false});
    EXPECT_EQ(d.state().open_deadline("accept_or_not")->due, office_time("2017-06-13 00:00"))
        << "ten days end on Sunday 11/06";
    d.does(accept_denunciation{}).does(set_team{});
    EXPECT_EQ(owed(d), std::vector<std::string>{"resolve"}) << "what else was owed was not read";
    d.does(suspend_case{"expert_opinion"});
    EXPECT_FALSE(d.state().open_deadline("resolve")->paused())
        << "the circular of 2021 does not reach back";
}

TEST(a_denunciation_of_2018, is_passed_on_within_five_working_days) {
    desk d{"2018-06-01 08:00"};
    d.does(receive_denunciation{events::channel::post, true});
    EXPECT_EQ(d.state().open_deadline("transfer")->due, office_time("2018-06-09 00:00"));
    d.on_grounds({"nothing_new"});
    d.does(decline_petition{}); // a ground of the law of 2011 only
    desk later{"2019-01-02 08:00"};
    later.does(receive_denunciation{events::channel::post, false}).on_grounds({"nothing_new"});
    EXPECT_EQ(later.refuses(decline_petition{}).rule, "states_ground");
}

} // namespace
