#include "engine/law.hpp"
#include "tests/support/desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <vector>

/// The doors that are no request at the desk, and what becomes of an enforcement after its decision
/// (Luật Thi hành án dân sự Điều 28, 36.2, 44a, 48-50, 55-57; Thông tư 13/2021/TT-BTP).
namespace {

using events::status;
using testing_support::desk;

/// The last day of the open period of that name, or the epoch.
events::local_date last_day_owed(const desk& d, std::string_view id) {
    const auto* open = d.state().open_deadline(id);
    return open == nullptr ? events::local_date{} : engine::last_day_of(open->due);
}

events::local_date on_day(const char* text) { return *events::date_from_text(text); }

engine::receive_request handed_over_by(events::channel way, const char* procedure) {
    engine::receive_request out;
    out.procedure = procedure;
    out.received_by = way;
    return out;
}

/// A matter whose decision was issued and notified on its first day, with the enforcement file
/// open.
desk a_decided_matter(const char* procedure = "ex_officio",
                      std::string_view received = "2017-06-01 08:00") { // a Thursday
    desk d{received};
    d.does(handed_over_by(events::channel::counter, procedure));
    d.does(engine::begin_examination{});
    d.does(engine::submit_draft{events::decision_outcome::grant});
    d.by("head").does(engine::sign_decision{});
    d.does(engine::issue_decision{});
    d.does(engine::assign_officer{events::officer_id{"officer-2"}});
    d.by("officer-2").does(engine::open_enforcement_file{});
    d.does(engine::notify_party{"direct", events::office_date(d.now())});
    return d;
}

TEST(matters, that_a_court_hands_over_are_decided_within_days_of_the_judgment) {
    desk d{"2017-06-01 16:30"};
    d.does(handed_over_by(events::channel::post, "ex_officio"));
    EXPECT_EQ(last_day_owed(d, "decide"), on_day("2017-06-08"));
    desk bankrupt{"2017-06-01 16:30"};
    bankrupt.does(handed_over_by(events::channel::counter, "bankruptcy"));
    EXPECT_EQ(last_day_owed(bankrupt, "decide"), on_day("2017-06-06"));
    desk entrusted{"2017-06-01 16:30"};
    entrusted.does(handed_over_by(events::channel::post, "entrustment"));
    EXPECT_EQ(last_day_owed(entrusted, "decide"), on_day("2017-06-08"));
}

TEST(matters, that_a_court_hands_over_have_no_slip_no_promise_and_nobody_who_withdraws) {
    desk d;
    d.does(handed_over_by(events::channel::post, "ex_officio"));
    EXPECT_EQ(d.refuses(engine::accept_dossier{}).rule, "answered_with_a_slip");
    EXPECT_EQ(d.refuses(engine::withdraw_request{}).rule, "somebody_asks");
    EXPECT_FALSE(d.state().promised_at);
    d.does(engine::begin_examination{});
    EXPECT_EQ(d.state().at, status::in_examination);
    desk request;
    request.does(testing_support::filed_at_counter("enf_request"));
    EXPECT_EQ(request.refuses(engine::begin_examination{}).rule, "taken_up_without_a_slip");
}

/// Drafted, signed and issued by those whose steps these are.
void decides(desk& d, const char* procedure) {
    d.does(handed_over_by(events::channel::counter, procedure)).does(engine::begin_examination{});
    d.does(engine::submit_draft{events::decision_outcome::grant});
    d.by("head").does(engine::sign_decision{}).does(engine::issue_decision{});
}

TEST(the_enforcement_dossier, is_opened_once_for_each_decision) {
    auto d = a_decided_matter();
    EXPECT_EQ(d.refuses(engine::open_enforcement_file{}).rule, "not_opened_yet");
    // When another officer takes the matter over, nothing is to be opened again
    d.does(engine::assign_officer{events::officer_id{"officer-3"}});
    EXPECT_EQ(d.state().open_deadline("open_dossier"), nullptr);
    d.does(engine::close_case{});
    // When the decision is withdrawn, the one in its place has a dossier of its own
    auto again = a_decided_matter();
    again.by("head").does(engine::withdraw_decision{});
    again.by("officer-2").does(engine::submit_draft{events::decision_outcome::grant});
    again.by("head").does(engine::sign_decision{}).does(engine::issue_decision{});
    EXPECT_NE(again.state().open_deadline("open_dossier"), nullptr);
    again.does(engine::open_enforcement_file{});
    EXPECT_EQ(again.state().open_deadline("open_dossier"), nullptr);
}

TEST(enforcement, that_ended_is_notified_later_and_ended_when_it_did) {
    auto d = a_decided_matter();
    d.by("head").on_grounds({"ended"}).does(engine::terminate_case{"creditor_waives"});
    const auto ended = d.now();
    d.at("2017-06-05 09:00").does(engine::notify_party{"direct", on_day("2017-06-05")});
    EXPECT_EQ(d.state().at, status::terminated);
    EXPECT_EQ(d.state().ended_at, ended);
}

TEST(enforcement, that_is_stopped_or_goes_on_is_notified_within_the_days_of_that_decision) {
    // Given a matter whose decision was notified
    auto d = a_decided_matter();
    ASSERT_EQ(d.state().open_deadline("notify"), nullptr);
    // When the head postpones it on Monday, the parties are told by Thursday
    d.at("2017-06-05 09:00").by("head").on_grounds({"postponed"});
    d.does(engine::suspend_case{"creditor_agrees"});
    EXPECT_EQ(last_day_owed(d, "notify"), on_day("2017-06-08"));
    d.on_grounds({}).does(engine::notify_party{"direct", on_day("2017-06-05")});
    EXPECT_EQ(d.state().open_deadline("notify"), nullptr);
    // And when it goes on, of that as well
    d.at("2017-06-12 09:00").on_grounds({"stop_is_over"}).does(engine::resume_case{});
    EXPECT_EQ(last_day_owed(d, "notify"), on_day("2017-06-15"));
    // But not of what waits before there is a decision
    desk before;
    before.does(handed_over_by(events::channel::post, "ex_officio"));
    before.does(engine::begin_examination{}).on_grounds({"postponed_by_protest"});
    EXPECT_EQ(before.refuses(engine::suspend_case{"protest"}).rule, "stops_no_enforcement_yet")
        << "the one postponement that the law gives is not used up";
    before.on_grounds({}).does(engine::suspend_case{"awaiting_other_body"});
    EXPECT_EQ(before.state().open_deadline("notify"), nullptr);
    before.does(engine::resume_case{});
    EXPECT_EQ(before.state().open_deadline("notify"), nullptr);
}

TEST(enforcement, that_ends_or_is_entrusted_is_notified_within_the_days_of_that_decision) {
    const auto owed = [](const desk& d) {
        return std::ranges::count_if(d.state().deadlines,
                                     [&](const auto& one) { return d.state().owes(one); });
    };
    const auto ends = [](desk& d) {
        d.by("head").on_grounds({"ended"}).does(engine::terminate_case{"creditor_waives"});
    };
    const auto entrusts = [](desk& d) {
        d.by("head").on_grounds({"entrusted"});
        d.does(engine::refer_elsewhere{events::office_code{"49"}});
    };
    for (const auto& by :
         {std::function<void(desk&)>{ends}, std::function<void(desk&)>{entrusts}}) {
        // Given a matter with a paper on which something else was to be decided
        auto d = a_decided_matter("ex_officio", "2024-03-01 08:00"); // a Friday
        d.on_grounds({"postponed"}).does(engine::attach_document{});
        // When it ends on Monday, the parties are told by Thursday, and nothing else is owed
        d.at("2024-03-04 09:00");
        by(d);
        EXPECT_EQ(last_day_owed(d, "notify"), on_day("2024-03-07"));
        EXPECT_EQ(owed(d), 1);
        // Its file waits for that, and the paper of archiving does not end what is owed
        d.as(events::role::enforcement_officer).on_grounds({"archive_index"});
        EXPECT_EQ(d.refuses(engine::attach_document{}).rule, "nothing_is_owed");
        d.on_grounds({}).does(engine::notify_party{"direct", on_day("2024-03-04")});
        EXPECT_EQ(owed(d), 0);
        EXPECT_TRUE(d.state().deadlines.back().met);
        d.as(events::role::enforcement_officer).on_grounds({"archive_index"});
        d.does(engine::attach_document{});
    }
    // What ends before its decision has nothing to tell
    desk before;
    before.does(handed_over_by(events::channel::post, "ex_officio"));
    before.does(engine::begin_examination{}).does(engine::terminate_case{"no_debtor"});
    EXPECT_EQ(owed(before), 0);
}

TEST(an_excuse, is_of_the_run_that_is_on_and_not_of_one_that_was_late_before) {
    // Given a decision that was told too late, and one that stops it, which is late, too
    desk d{"2017-06-01 08:00"};
    decides(d, "ex_officio");
    d.at("2017-06-12 09:00").does(engine::notify_party{"direct", on_day("2017-06-12")});
    d.on_grounds({"postponed"}).does(engine::suspend_case{"creditor_agrees"});
    // When the second is excused
    d.at("2017-06-20 09:00").does(engine::excuse_deadline{"notify", "complex_case"});
    // Then the first is not
    std::vector<bool> excused;
    for (const auto& one : d.state().deadlines) {
        if (one.id == "notify") {
            excused.push_back(one.excused);
        }
    }
    EXPECT_EQ(excused, (std::vector{false, true}));
}

TEST(enforcement, is_decided_on_under_numbers_of_the_office) {
    auto d = a_decided_matter();
    ASSERT_EQ(d.state().decision_number, "01/QĐ-CTHADS");
    const auto number = [&] { return d.last().common.numbers.at(0).text; };
    d.by("head").on_grounds({"postponed"}).does(engine::suspend_case{"creditor_agrees"});
    EXPECT_EQ(number(), "02/QĐ-CTHADS");
    d.on_grounds({"stop_is_over"}).does(engine::resume_case{});
    EXPECT_EQ(number(), "03/QĐ-CTHADS");
    d.on_grounds({"ended"}).does(engine::terminate_case{"creditor_waives"});
    EXPECT_EQ(number(), "04/QĐ-CTHADS");
    EXPECT_EQ(d.state().decision_number, "01/QĐ-CTHADS") << "which is the one that was enforced";
    // And what is put aside before there is a decision takes none
    desk before;
    before.does(handed_over_by(events::channel::post, "ex_officio"));
    before.does(engine::begin_examination{}).does(engine::suspend_case{"awaiting_other_body"});
    EXPECT_TRUE(before.last().common.numbers.empty());
    before.does(engine::resume_case{}).does(engine::terminate_case{"no_debtor"});
    EXPECT_TRUE(before.last().common.numbers.empty());
}

TEST(the_enforcement_dossier, is_owed_from_the_later_of_assignment_and_issue) {
    // Given an officer who is named on Thursday, before there is a decision
    auto d = testing_support::an_accepted_dossier();
    d.does(engine::assign_officer{events::officer_id{"officer-2"}});
    EXPECT_EQ(d.state().open_deadline("open_dossier"), nullptr);
    d.does(engine::hand_over{events::officer_id{"officer-2"}}).does(engine::begin_examination{});
    d.does(engine::submit_draft{events::decision_outcome::grant});
    // When it is issued on Tuesday, the two working days begin
    d.at("2017-06-06 09:00").by("head").does(engine::sign_decision{});
    d.does(engine::issue_decision{});
    EXPECT_EQ(last_day_owed(d, "open_dossier"), on_day("2017-06-08"));
    // And where the officer is named after it, with the assignment
    desk later{"2017-06-01 08:00"};
    decides(later, "ex_officio");
    EXPECT_EQ(later.state().open_deadline("open_dossier"), nullptr);
    later.at("2017-06-06 09:00").does(engine::assign_officer{events::officer_id{"officer-2"}});
    EXPECT_EQ(last_day_owed(later, "open_dossier"), on_day("2017-06-08"));
}

TEST(the_enforcement_dossier, of_a_decision_that_was_withdrawn_is_owed_no_longer) {
    // Given a decision whose dossier was to be opened by Thursday
    desk d{"2017-06-05 08:00"};
    decides(d, "ex_officio");
    d.at("2017-06-06 09:00").does(engine::assign_officer{events::officer_id{"officer-2"}});
    ASSERT_EQ(last_day_owed(d, "open_dossier"), on_day("2017-06-08"));
    // When it is withdrawn before that
    d.at("2017-06-07 09:00").by("head").does(engine::withdraw_decision{});
    EXPECT_EQ(d.state().open_deadline("open_dossier"), nullptr) << "there is nothing to enforce";
    // Then the one in its place has its own two working days
    d.at("2017-06-12 09:00").by("officer-2");
    d.does(engine::submit_draft{events::decision_outcome::grant});
    d.by("head").does(engine::sign_decision{}).does(engine::issue_decision{});
    EXPECT_EQ(last_day_owed(d, "open_dossier"), on_day("2017-06-14"));
}

TEST(the_enforcement_dossier, is_not_owed_of_what_was_refused) {
    auto d = testing_support::an_accepted_dossier();
    d.does(engine::assign_officer{events::officer_id{"officer-2"}});
    d.does(engine::hand_over{events::officer_id{"officer-2"}}).does(engine::begin_examination{});
    d.on_grounds({"time_barred"}).does(engine::submit_draft{events::decision_outcome::refuse});
    d.by("head").does(engine::sign_decision{}).does(engine::issue_decision{});
    EXPECT_EQ(d.state().open_deadline("open_dossier"), nullptr);
    d.does(engine::assign_officer{events::officer_id{"officer-3"}});
    EXPECT_EQ(d.state().open_deadline("open_dossier"), nullptr);
    EXPECT_EQ(d.refuses(engine::open_enforcement_file{}).rule, "enforcement_request_only");
}

TEST(a_signed_decision, is_issued_on_the_next_working_day_at_the_latest) {
    // Given a judgment of 2024 on which the head has signed on a Friday
    desk d{"2024-03-01 08:00"};
    d.does(handed_over_by(events::channel::counter, "ex_officio"));
    d.does(engine::begin_examination{});
    d.does(engine::submit_draft{events::decision_outcome::grant});
    d.at("2024-03-01 15:00").by("head").does(engine::sign_decision{});
    // Then the clerk issues it on Monday at the latest
    EXPECT_EQ(last_day_owed(d, "issue_document"), on_day("2024-03-04"));
    EXPECT_EQ(d.state().open_deadline("issue_document")->act_by, events::role::clerk);
    ASSERT_NE(d.state().open_deadline("decide"), nullptr) << "what is not issued is not decided";
    d.at("2024-03-04 16:00").does(engine::issue_decision{});
    EXPECT_EQ(d.state().open_deadline("issue_document"), nullptr);
    EXPECT_THAT(d.last().common.deadlines_met, testing::Contains("issue_document"));
    // But of 2017 no text says so
    desk before;
    before.does(handed_over_by(events::channel::counter, "ex_officio"));
    before.does(engine::begin_examination{});
    before.does(engine::submit_draft{events::decision_outcome::grant});
    before.by("head").does(engine::sign_decision{});
    EXPECT_EQ(before.state().open_deadline("issue_document"), nullptr);
}

TEST(enforcement, owes_a_decision_within_days_of_the_paper_that_shows_the_ground) {
    auto d = a_decided_matter();
    d.at("2017-06-05 09:00").does(engine::attach_document{});
    EXPECT_EQ(d.state().open_deadline("decide_postponement"), nullptr);
    d.on_grounds({"postponed"}).does(engine::attach_document{});
    EXPECT_EQ(last_day_owed(d, "decide_postponement"), on_day("2017-06-12"));
    d.by("head").on_grounds({"postponed"}).does(engine::suspend_case{"creditor_agrees"});
    EXPECT_EQ(d.state().open_deadline("decide_postponement"), nullptr);
    EXPECT_TRUE(std::ranges::any_of(d.state().deadlines, [](const engine::deadline& one) {
        return one.id == "decide_postponement" && one.met && !one.lapsed;
    }));
}

TEST(enforcement, answers_one_ground_and_still_owes_the_other) {
    auto d = a_decided_matter();
    d.on_grounds({"no_means"}).does(engine::attach_document{});
    d.on_grounds({"stayed"}).does(engine::attach_document{});
    d.by("head").on_grounds({"stayed"}).does(engine::suspend_case{"notice_of_court"});
    EXPECT_EQ(d.state().open_deadline("decide_stay"), nullptr);
    const auto* other = d.state().open_deadline("decide_no_means");
    ASSERT_NE(other, nullptr);
    EXPECT_FALSE(other->paused()) << "an enforcement that is stopped stops no duty of the office";
}

TEST(enforcement, has_names_for_its_periods_whatever_ground_started_them) {
    const auto& rules = engine::default_rule_set();
    const auto name_of = [&](const char* procedure, const char* period) {
        const auto* name = engine::law::period_name(rules, procedure, period, on_day("2017-06-01"));
        return name == nullptr ? std::string{} : name->vi;
    };
    EXPECT_EQ(name_of("ex_officio", "decide_postponement"), "Ra quyết định hoãn thi hành án");
    EXPECT_EQ(name_of("enf_request", "notify"), "Thông báo quyết định, văn bản về thi hành án");
    EXPECT_EQ(name_of("ex_officio", "none"), "");
    EXPECT_EQ(name_of("complaint", "resolve"), "") << "the first and the second have their own";
}

TEST(enforcement, goes_on_where_it_was_stopped_however_many_grounds_stopped_it) {
    auto d = a_decided_matter();
    d.by("head").on_grounds({"no_means"}).does(engine::suspend_case{"no_means_yet"});
    d.on_grounds({"postponed"}).does(engine::suspend_case{"the_creditor_agrees"});
    EXPECT_EQ(d.state().at, status::suspended);
    EXPECT_EQ(d.state().before_suspension, status::issued);
    EXPECT_EQ(d.on_grounds({}).refuses(engine::resume_case{}).rule, "states_listed_ground_to");
    EXPECT_EQ(d.on_grounds({"no_means"}).refuses(engine::resume_case{}).rule,
              "states_listed_ground_to");
    d.on_grounds({"new_information"}).does(engine::resume_case{});
    EXPECT_EQ(d.state().at, status::issued);
}

TEST(enforcement, that_is_stopped_is_not_ended_by_withdrawing_the_request) {
    auto d = testing_support::an_accepted_dossier();
    d.does(engine::hand_over{events::officer_id{"officer-2"}}).does(engine::begin_examination{});
    d.does(engine::submit_draft{events::decision_outcome::grant});
    d.by("head").does(engine::sign_decision{});
    d.does(engine::issue_decision{});
    d.does(engine::return_result{events::return_method::at_counter});
    d.on_grounds({"postponed"}).does(engine::suspend_case{"creditor_agrees"});
    EXPECT_EQ(d.refuses(engine::withdraw_request{}).rule, "not_decided_yet");
}

TEST(enforcement, is_neither_stopped_nor_ended_without_the_ground_of_the_law_for_it) {
    auto d = a_decided_matter();
    d.by("head");
    EXPECT_EQ(d.refuses(engine::suspend_case{"why_not"}).rule, "states_ground_to");
    d.on_grounds({"ended"});
    EXPECT_EQ(d.refuses(engine::suspend_case{"why_not"}).rule, "states_ground_to");
    d.on_grounds({"postponed"});
    EXPECT_EQ(d.refuses(engine::terminate_case{"why_not"}).rule, "states_ground_to");
    EXPECT_EQ(d.refuses(engine::refer_elsewhere{events::office_code{"49"}}).rule,
              "states_ground_to");
    d.on_grounds({"postponed"}).does(engine::suspend_case{"creditor_agrees"});
    EXPECT_EQ(d.refuses(engine::terminate_case{"why_not"}).rule, "states_ground_to");
    d.on_grounds({"ended"}).does(engine::terminate_case{"creditor_waives"});
}

TEST(enforcement, moves_to_the_separate_register_only_where_it_has_no_means) {
    auto d = a_decided_matter();
    const engine::suspend_case moved{"a_year_has_passed"};
    d.by("head").on_grounds({"separate_register"});
    EXPECT_EQ(d.refuses(moved).rule, "register_follows_no_means");
    d.on_grounds({"stayed"}).does(engine::suspend_case{"notice_of_court"});
    EXPECT_EQ(d.on_grounds({"separate_register"}).refuses(moved).rule, "register_follows_no_means");
    d.on_grounds({"no_means"}).does(engine::suspend_case{"no_means_yet"});
    d.on_grounds({"separate_register"});
    EXPECT_EQ(d.refuses(moved).rule, "register_after_its_time");
}

const engine::suspend_case to_the_separate_register{"nothing_new_in_a_year"};

/// Without means since Monday 05/06/2017.
desk without_means(const char* ground = "no_means") {
    auto d = a_decided_matter();
    d.at("2017-06-05 09:00").by("head").on_grounds({ground});
    d.does(engine::suspend_case{"no_means_yet"});
    return d;
}

void verifies(desk& d, const char* when) {
    d.at(when).by("officer-2").does(engine::end_verification{});
}

std::string no_to_the_separate_register(desk& d, const char* when) {
    d.at(when).by("head").on_grounds({"separate_register"});
    const auto no = d.refuses(to_the_separate_register);
    EXPECT_EQ(no.source, "Nghị định 62/2015/NĐ-CP Điều 9.5");
    return no.rule;
}

TEST(the_separate_register, waits_for_a_year_two_verifications_and_no_news) {
    auto d = without_means();
    verifies(d, "2017-12-05 09:00");
    // On the last day of the year it is too early, and on the next once is not enough
    EXPECT_EQ(no_to_the_separate_register(d, "2018-06-05 16:00"), "register_after_its_time");
    EXPECT_EQ(no_to_the_separate_register(d, "2018-06-06 08:30"), "register_after_verifications");
    d.by("officer-2").on_grounds({"separate_register"});
    EXPECT_EQ(d.refuses(engine::attach_document{}).rule, "ground_has_come");
    EXPECT_EQ(d.state().open_deadline("move_to_separate_register"), nullptr);
    // When it is verified again, the three working days begin by themselves
    verifies(d, "2018-06-06 10:00"); // a Wednesday
    ASSERT_NE(d.state().open_deadline("move_to_separate_register"), nullptr);
    EXPECT_EQ(d.state().open_deadline("move_to_separate_register")->since, d.now());
    EXPECT_EQ(last_day_owed(d, "move_to_separate_register"), on_day("2018-06-11"));
    // New information ends them, until it is verified
    d.at("2018-06-07 09:00").on_grounds({"new_information"}).does(engine::attach_document{});
    EXPECT_EQ(d.state().open_deadline("move_to_separate_register"), nullptr);
    EXPECT_EQ(no_to_the_separate_register(d, "2018-06-07 10:00"), "register_without_news");
    verifies(d, "2018-06-08 09:00"); // a Friday
    EXPECT_EQ(last_day_owed(d, "move_to_separate_register"), on_day("2018-06-13"));
    // And the head moves it, once
    d.at("2018-06-11 09:00").by("head").on_grounds({"separate_register"});
    d.does(to_the_separate_register);
    EXPECT_EQ(d.state().open_deadline("move_to_separate_register"), nullptr);
    EXPECT_TRUE(std::ranges::any_of(d.state().deadlines, [](const engine::deadline& one) {
        return one.id == "move_to_separate_register" && one.met;
    }));
    EXPECT_EQ(no_to_the_separate_register(d, "2018-06-12 09:00"), "register_follows_no_means");
}

TEST(the_separate_register, is_owed_from_when_the_year_is_over_where_it_was_verified_before) {
    auto d = without_means();
    verifies(d, "2017-09-05 09:00");
    EXPECT_EQ(d.state().open_deadline("move_to_separate_register"), nullptr);
    verifies(d, "2017-12-05 09:00");
    const auto* owed = d.state().open_deadline("move_to_separate_register");
    ASSERT_NE(owed, nullptr);
    EXPECT_EQ(owed->since, testing_support::office_time("2018-06-06 00:00"));
    EXPECT_EQ(last_day_owed(d, "move_to_separate_register"), on_day("2018-06-11"));
    // A paper that shows the ground, and one verification more, change nothing of it
    verifies(d, "2018-03-05 09:00");
    d.at("2018-06-07 09:00").on_grounds({"separate_register"}).does(engine::attach_document{});
    EXPECT_EQ(last_day_owed(d, "move_to_separate_register"), on_day("2018-06-11"));
    // It is owed no longer where the enforcement is stopped on another ground, or goes on
    d.by("head").on_grounds({"stayed"}).does(engine::suspend_case{"notice_of_the_court"});
    EXPECT_EQ(d.state().open_deadline("move_to_separate_register"), nullptr);
    d.on_grounds({"no_means"}).does(engine::suspend_case{"no_means_yet"});
    EXPECT_EQ(no_to_the_separate_register(d, "2018-06-08 09:00"), "register_after_its_time")
        << "counted from the new decision";
    auto other = without_means();
    verifies(other, "2017-09-05 09:00");
    verifies(other, "2017-12-05 09:00");
    other.by("head").on_grounds({"new_information"}).does(engine::resume_case{});
    EXPECT_EQ(other.state().open_deadline("move_to_separate_register"), nullptr);
    EXPECT_TRUE(other.state().stops.grounds.empty());
}

TEST(the_separate_register, waits_two_years_for_a_debtor_in_prison_or_who_cannot_be_found) {
    for (const auto* ground : {"no_means_in_prison", "no_means_unknown_address"}) {
        SCOPED_TRACE(ground);
        // Given that this is found out a month after the decision
        auto d = without_means();
        verifies(d, "2017-06-20 09:00");
        verifies(d, "2017-06-27 09:00");
        ASSERT_NE(d.state().open_deadline("move_to_separate_register"), nullptr);
        d.at("2017-07-05 09:00").by("head").on_grounds({ground});
        d.does(engine::suspend_case{"no_means_yet"});
        // Then it is two years from the first decision, and what was owed after one is counted anew
        EXPECT_EQ(d.state().open_deadline("move_to_separate_register")->since,
                  testing_support::office_time("2019-06-06 00:00"));
        EXPECT_EQ(last_day_owed(d, "move_to_separate_register"), on_day("2019-06-11"));
        EXPECT_EQ(no_to_the_separate_register(d, "2018-06-07 09:00"), "register_after_its_time");
        d.at("2019-06-06 09:00").by("head").on_grounds({"separate_register"});
        d.does(to_the_separate_register);
    }
}

TEST(the_separate_register, does_not_keep_a_verification_from_being_recorded_before_its_calendar) {
    // Given a year that ends where no calendar reaches yet
    auto d = a_decided_matter("ex_officio", "2026-02-02 08:00");
    d.by("head").on_grounds({"no_means"}).does(engine::suspend_case{"no_means_yet"});
    verifies(d, "2026-03-02 09:00");
    verifies(d, "2026-04-01 09:00");
    EXPECT_EQ(d.state().open_deadline("move_to_separate_register"), nullptr);
    EXPECT_EQ(no_to_the_separate_register(d, "2026-06-01 09:00"), "register_after_its_time");
}

TEST(enforcement, of_a_decision_that_is_still_in_the_post_is_stopped_goes_on_and_ends) {
    // Given a decision that was sent, of whose arrival nobody knows yet
    auto d = a_decided_matter();
    d.does(engine::send_result{events::return_method::by_post});
    ASSERT_EQ(d.state().at, status::result_sent);
    auto entrusted = d;
    // When who may protest asks for it, the head postpones it at once
    d.by("head").on_grounds({"postponed_by_protest"});
    d.does(engine::suspend_case{"procuracy_asks"});
    EXPECT_EQ(d.state().at, status::suspended);
    // Then it goes on where it stood, and ends by a decision
    d.on_grounds({"stop_is_over"}).does(engine::resume_case{});
    EXPECT_EQ(d.state().at, status::result_sent);
    d.on_grounds({"ended"}).does(engine::terminate_case{"creditor_waives"});
    entrusted.by("officer-2").does(engine::end_verification{});
    entrusted.by("head").on_grounds({"entrusted"});
    entrusted.does(engine::refer_elsewhere{events::office_code{"49"}});
    EXPECT_EQ(entrusted.state().at, status::referred_elsewhere);
}

TEST(enforcement, is_postponed_once_at_the_request_of_who_may_protest) {
    auto d = a_decided_matter();
    d.by("head").on_grounds({"postponed_by_protest"});
    d.does(engine::suspend_case{"procuracy_asks"});
    d.on_grounds({"stop_is_over"}).does(engine::resume_case{});
    d.on_grounds({"postponed_by_protest"});
    const auto no = d.refuses(engine::suspend_case{"it_asks_again"});
    EXPECT_EQ(no.rule, "postponed_for_protest_once");
    EXPECT_NE(no.source.find("Điều 48"), std::string::npos) << no.source;
    d.on_grounds({"postponed"}).does(engine::suspend_case{"the_creditor_agrees"});
    d.on_grounds({"postponed_by_protest"});
    EXPECT_EQ(d.refuses(engine::suspend_case{"asked_again"}).rule, "postponed_for_protest_once");
}

TEST(enforcement, postponed_at_the_request_of_who_may_protest_goes_on_within_three_months) {
    // Given an enforcement that the head postpones on Friday 09/06/2017
    auto d = a_decided_matter();
    d.at("2017-06-09 10:00").by("head").on_grounds({"postponed_by_protest"});
    d.does(engine::suspend_case{"the_procuracy_asks"});
    // Then three calendar months later it must go on: 09/09/2017 is a Saturday
    const auto* owed = d.state().open_deadline("protest_postponement");
    ASSERT_NE(owed, nullptr);
    EXPECT_EQ(engine::last_day_of(owed->due), on_day("2017-09-11"));
    EXPECT_EQ(owed->unit, "months");
    EXPECT_EQ(owed->act_by, events::role::head);
    EXPECT_NE(owed->source.find("art.48"), std::string::npos);
    // And whoever lets it go on within them, on whatever ground, owes nothing more
    auto stayed = d;
    d.at("2017-09-11 16:00").on_grounds({"stop_is_over"}).does(engine::resume_case{});
    EXPECT_EQ(d.state().open_deadline("protest_postponement"), nullptr);
    EXPECT_EQ(d.last().common.deadlines_met, std::vector<std::string>{"protest_postponement"});
    // As when the protest itself comes in, which stays the enforcement on a ground of its own
    stayed.on_grounds({"stayed_by_protest"}).does(engine::suspend_case{"the_protest"});
    EXPECT_EQ(stayed.state().open_deadline("protest_postponement"), nullptr);
}

TEST(enforcement, postponed_on_another_ground_is_not_bound_to_three_months) {
    auto d = a_decided_matter();
    d.by("head").on_grounds({"postponed"}).does(engine::suspend_case{"the_creditor_agrees"});
    EXPECT_EQ(d.state().open_deadline("protest_postponement"), nullptr);
}

TEST(enforcement, is_stopped_resumed_and_entrusted_by_the_head_alone) {
    auto d = a_decided_matter();
    const engine::refer_elsewhere elsewhere{events::office_code{"49"}};
    d.by("officer-2").on_grounds({"postponed"});
    EXPECT_EQ(d.refuses(engine::suspend_case{"creditor_agrees"}).rule, "head_decides");
    EXPECT_EQ(d.on_grounds({"entrusted"}).refuses(elsewhere).rule, "head_decides");
    d.by("head").on_grounds({"postponed"}).does(engine::suspend_case{"creditor_agrees"});
    d.by("officer-2").on_grounds({"stayed"});
    EXPECT_EQ(d.refuses(engine::suspend_case{"notice_of_court"}).rule, "head_decides");
    EXPECT_EQ(d.on_grounds({"entrusted"}).refuses(elsewhere).rule, "head_decides");
    const auto no = d.on_grounds({"stop_is_over"}).refuses(engine::resume_case{});
    EXPECT_EQ(no.rule, "head_decides");
    // And the officer is told once that it is for the head, and where it would go on
    const auto steps =
        engine::next_steps(d.state(), d.command_of(engine::resume_case{}), d.context());
    const auto on = std::ranges::find(steps, "resume_case", &engine::next_step::command);
    ASSERT_NE(on, steps.end());
    EXPECT_EQ(std::ranges::count(steps, "resume_case", &engine::next_step::command), 1);
    EXPECT_EQ(on->to, status::issued);
    ASSERT_NE(on->not_met, nullptr);
    EXPECT_EQ(on->not_met->name, "head_decides");
    d.by("head").on_grounds({"stop_is_over"}).does(engine::resume_case{});
    d.on_grounds({"entrusted"}).does(elsewhere);
}

TEST(enforcement, that_is_stopped_before_its_decision_needs_neither_head_nor_ground) {
    desk d;
    d.does(handed_over_by(events::channel::post, "ex_officio")).does(engine::begin_examination{});
    d.by("officer-2").does(engine::suspend_case{"awaiting_other_body"});
    d.does(engine::resume_case{});
    EXPECT_EQ(d.state().at, status::in_examination);
}

TEST(enforcement, offers_to_go_on_once_and_not_once_for_each_place_where_it_might) {
    auto d = a_decided_matter();
    d.by("head").on_grounds({"no_means"}).does(engine::suspend_case{"no_means"});
    const auto steps =
        engine::next_steps(d.state(), d.command_of(engine::resume_case{}), d.context());
    EXPECT_EQ(std::ranges::count(steps, "resume_case", &engine::next_step::command), 1);
    EXPECT_EQ(std::ranges::count(steps, status::issued, &engine::next_step::to), 1);
}

TEST(petitions, that_only_propose_are_answered_or_passed_on) {
    desk d{"2022-03-01 08:00"}; // a Tuesday
    d.does(handed_over_by(events::channel::post, "proposal"));
    EXPECT_EQ(last_day_owed(d, "answer"), on_day("2022-03-08"));
    d.does(engine::begin_examination{});
    d.does(engine::submit_draft{events::decision_outcome::grant});
    d.by("head").does(engine::sign_decision{});
    d.does(engine::issue_decision{});
    EXPECT_EQ(d.state().open_deadline("answer"), nullptr);
    desk other{"2022-03-01 08:00"};
    other.does(handed_over_by(events::channel::digital, "proposal"));
    other.does(engine::refer_elsewhere{events::office_code{"49"}});
    ASSERT_EQ(other.state().deadlines.size(), 1U);
    EXPECT_TRUE(other.state().deadlines.front().met);
}

TEST(an_interim_measure, is_decided_on_the_day_on_which_it_comes) {
    // Given an interim measure that the court hands over on a Saturday evening
    desk d{"2017-06-03 21:30"};
    d.does(handed_over_by(events::channel::counter, "interim_measure"));
    // Then the decision is due that very day, whatever the calendar says, and shown as at once
    EXPECT_EQ(last_day_owed(d, "decide"), on_day("2017-06-03"));
    EXPECT_EQ(d.state().open_deadline("decide")->unit, "at_once");
    EXPECT_EQ(d.state().open_deadline("decide")->amount, 0);
    // And whoever decides within it is in time
    d.does(engine::begin_examination{});
    d.does(engine::submit_draft{events::decision_outcome::grant});
    d.by("head").does(engine::sign_decision{}).does(engine::issue_decision{});
    EXPECT_EQ(d.state().open_deadline("decide"), nullptr);
    EXPECT_LT(*d.state().deadlines.front().met, d.state().deadlines.front().due);
}

TEST(an_interim_measure, is_entrusted_within_24_hours_whatever_the_day) {
    auto d = a_decided_matter("interim_measure");
    d.at("2017-06-02 16:45").on_grounds({"entrusted"}).does(engine::attach_document{}); // a Friday
    const auto* open = d.state().open_deadline("decide_entrustment");
    ASSERT_NE(open, nullptr);
    EXPECT_EQ(open->due - open->since, std::chrono::hours{24});
    d.by("head").on_grounds({"entrusted"});
    d.does(engine::refer_elsewhere{events::office_code{"49"}});
    EXPECT_EQ(d.state().at, status::referred_elsewhere);
}

TEST(an_interim_measure, that_is_protested_is_postponed_at_once) {
    auto d = a_decided_matter("interim_measure");
    d.at("2017-06-09 10:00").on_grounds({"postponed_by_protest"}).does(engine::attach_document{});
    EXPECT_EQ(last_day_owed(d, "postpone_at_once"), on_day("2017-06-09"));
    EXPECT_EQ(d.state().open_deadline("decide_postponement"), nullptr);
    d.by("head").on_grounds({"postponed_by_protest"});
    d.does(engine::suspend_case{"procuracy_asks"});
    EXPECT_EQ(d.state().open_deadline("postpone_at_once"), nullptr);
}

TEST(enforcement, is_called_by_the_name_of_the_ground_on_which_it_stands) {
    const auto& rules = engine::default_rule_set();
    const auto called = [&](const desk& d) {
        const auto* name =
            engine::law::status_name(rules, d.state().procedure, d.state().status_ground,
                                     events::office_date(*d.state().received_at));
        return name == nullptr ? std::string{} : name->vi;
    };
    auto d = a_decided_matter();
    EXPECT_EQ(called(d), "");
    d.by("head").on_grounds({"no_means"}).does(engine::suspend_case{"no_means"});
    EXPECT_EQ(called(d), "Chưa có điều kiện thi hành án");
    // A paper that shows another ground changes nothing until the head has decided on it.
    d.on_grounds({"stayed"}).does(engine::attach_document{});
    EXPECT_EQ(called(d), "Chưa có điều kiện thi hành án");
    d.on_grounds({"stayed"}).does(engine::suspend_case{"notice_of_court"});
    EXPECT_EQ(called(d), "Tạm đình chỉ thi hành án");
    d.on_grounds({"stop_is_over"}).does(engine::resume_case{});
    EXPECT_EQ(called(d), "");
    d.on_grounds({"entrusted"}).does(engine::refer_elsewhere{events::office_code{"49"}});
    EXPECT_EQ(called(d), "Ủy thác thi hành án");
}

TEST(archiving, is_signed_by_officer_examiner_head_and_archive_in_this_order) {
    using events::role;
    auto d = a_decided_matter("ex_officio", "2024-03-01 08:00");
    d.by("head").on_grounds({"ended"});
    d.does(engine::terminate_case{"debtor_died"});
    d.on_grounds({}).does(engine::notify_party{"direct", on_day("2024-03-01")});
    const auto signs = [&](role as, const char* ground) -> desk& {
        return d.as(as).on_grounds({ground});
    };
    // Before the one before has signed, and in the name of another, nobody signs.
    EXPECT_EQ(signs(role::head, "archive_approved").refuses(engine::attach_document{}).rule,
              "archived_in_order");
    EXPECT_EQ(signs(role::head, "archive_index").refuses(engine::attach_document{}).rule,
              "archived_in_order");
    EXPECT_EQ(d.on_grounds({}).refuses(engine::attach_document{}).rule, "archived_in_order");
    signs(role::enforcement_officer, "archive_index").does(engine::attach_document{});
    signs(role::examiner, "archive_examined").does(engine::attach_document{});
    signs(role::head, "archive_approved").does(engine::attach_document{});
    signs(role::clerk, "archive_handed_over").does(engine::attach_document{});
    EXPECT_EQ(d.state().archiving,
              (std::vector<std::string>{"archive_index", "archive_examined", "archive_approved",
                                        "archive_handed_over"}));
    EXPECT_EQ(d.state().at, status::terminated);
    EXPECT_EQ(signs(role::clerk, "archive_handed_over").refuses(engine::attach_document{}).rule,
              "archived_in_order");
}

TEST(archiving, of_a_matter_of_before_october_2023_follows_the_circular_from_its_first_day_on) {
    // Given a matter of 2022, which ended in 2022
    auto d = a_decided_matter("ex_officio", "2022-03-01 08:00");
    d.by("head").on_grounds({"ended"}).does(engine::terminate_case{"debtor_died"});
    d.as(events::role::enforcement_officer)
        .on_grounds({})
        .does(engine::notify_party{"direct", on_day("2022-03-01")});
    // When its file is brought to the archive: the steps that follow go by the new text (Điều 37.2)
    const auto index = [&]() -> desk& {
        return d.as(events::role::enforcement_officer).on_grounds({"archive_index"});
    };
    d.at("2023-09-29 08:00");
    EXPECT_EQ(index().refuses(engine::attach_document{}).rule, "archived_in_order");
    d.at("2023-10-02 08:00");
    index().does(engine::attach_document{});
    EXPECT_EQ(d.state().archiving, (std::vector<std::string>{"archive_index"}));
}

TEST(archiving, recorded_later_goes_by_the_law_of_the_day_on_which_it_was_done) {
    // Given the matter of 2022, and the circular of October 2023 in force by now
    auto d = a_decided_matter("ex_officio", "2022-03-01 08:00");
    d.by("head").on_grounds({"ended"}).does(engine::terminate_case{"debtor_died"});
    d.does(engine::notify_party{"direct", on_day("2022-03-01")});
    d.at("2023-10-03 08:00").as(events::role::enforcement_officer).on_grounds({"archive_index"});
    auto index = d.command_of(engine::attach_document{});
    // When a step of before it is entered late, then it is judged by its own day
    index.happened = testing_support::office_time("2023-09-29 16:00");
    const auto no = engine::decide(d.state(), index, d.context());
    ASSERT_FALSE(no);
    EXPECT_EQ(no.error().rule, "archived_in_order");
    index.happened = testing_support::office_time("2023-10-02 08:00");
    EXPECT_TRUE(engine::decide(d.state(), index, d.context()));
}

TEST(archiving, of_a_matter_that_ended_by_law_waits_for_what_is_still_paid_out) {
    auto d = a_decided_matter("ex_officio", "2024-03-01 08:00");
    const auto voucher = [](events::money_kind kind, const char* number) {
        return engine::record_money{kind, 1'000'000, number, on_day("2024-03-01")};
    };
    d.does(voucher(events::money_kind::collected, "PT-1"));
    d.does(engine::record_performance{events::performance::whole, 1'000'000});
    d.by("head").does(engine::end_enforcement{"000.00.01.G15-240301-0001"});
    ASSERT_EQ(d.state().at, status::closed);
    // What was collected is paid out after the end, and the accounts are settled then
    d.by("officer-2").does(voucher(events::money_kind::paid_out, "PC-1"));
    const auto index = [&]() -> desk& {
        return d.as(events::role::enforcement_officer).on_grounds({"archive_index"});
    };
    EXPECT_EQ(index().refuses(engine::attach_document{}).rule, "accounts_are_reconciled");
    d.on_grounds({}).by("head").does(engine::reconcile_accounts{"2024-03", {"PT-1", "PC-1"}, ""});
    d.by("officer-2");
    index().does(engine::attach_document{});
    d.on_grounds({});
    EXPECT_EQ(d.refuses(engine::notify_party{"direct", on_day("2024-03-01")}).rule, "ended_by_law");
    // From the first paper of the archive on nothing is paid out any more
    EXPECT_EQ(d.refuses(voucher(events::money_kind::paid_out, "PC-2")).rule,
              "money_belongs_to_a_matter");
}

TEST(enforcement,
     whose_decision_is_withdrawn_is_told_whatever_days_are_known_and_also_while_stopped) {
    for (const auto* received : {"2017-06-01 08:00", "2026-07-06 08:00"}) {
        auto d = a_decided_matter("ex_officio", received);
        const auto told = [&] {
            return engine::notify_party{"direct", events::office_date(d.now())};
        };
        d.by("head").does(engine::withdraw_decision{});
        d.by("officer-2").does(told());
        EXPECT_EQ(d.state().at, status::in_examination) << received;
        d.does(engine::suspend_case{"verification"});
        d.does(told());
        EXPECT_EQ(d.state().at, status::suspended) << received;
    }
    desk nothing_withdrawn;
    nothing_withdrawn.does(handed_over_by(events::channel::counter, "ex_officio"));
    nothing_withdrawn.does(engine::begin_examination{});
    const engine::notify_party tells{"direct", events::office_date(nothing_withdrawn.now())};
    EXPECT_EQ(nothing_withdrawn.refuses(tells).rule, "decision_was_withdrawn");
    // Stopped, it could be told of as a matter that is enforced: that it is none is why
    nothing_withdrawn.does(engine::suspend_case{"verification"});
    EXPECT_EQ(nothing_withdrawn.refuses(tells).rule, "is_enforced_here");
}

TEST(archiving, waits_for_the_books_of_the_accountant) {
    auto d = a_decided_matter("ex_officio", "2024-03-01 08:00");
    d.does(engine::record_money{events::money_kind::collected, 1'000'000, "PT-1",
                                on_day("2024-03-01")});
    d.on_grounds({"ended"}).does(engine::terminate_case{"rest_is_waived"});
    d.as(events::role::enforcement_officer).on_grounds({"archive_index"});
    EXPECT_EQ(d.refuses(engine::attach_document{}).rule, "accounts_are_reconciled");
}

TEST(petitions, found_to_be_of_another_competence_are_due_from_their_receipt) {
    // Given a denunciation that seemed to be the office's own
    desk d{"2022-03-01 08:00"}; // a Tuesday
    d.does(engine::receive_denunciation{events::channel::counter, false});
    EXPECT_EQ(d.state().open_deadline("transfer"), nullptr);
    // When a paper shows three days later that it is not
    d.at("2022-03-04 10:00").on_grounds({"not_competent"}).does(engine::attach_document{});
    // Then it is to be passed on within five working days of its receipt
    EXPECT_EQ(last_day_owed(d, "transfer"), on_day("2022-03-08"));
    EXPECT_EQ(d.state().open_deadline("transfer")->since, *d.state().received_at);
    d.on_grounds({"not_competent"});
    d.does(engine::transfer_petition{events::office_code{"49"}});
    EXPECT_EQ(d.state().open_deadline("transfer"), nullptr);
    EXPECT_EQ(d.state().open_deadline("accept_or_not"), nullptr);
}

TEST(petitions, of_another_competence_are_to_be_passed_on_within_five_working_days) {
    desk own{"2022-03-01 08:00"};
    own.does(engine::receive_denunciation{events::channel::counter, false});
    EXPECT_EQ(own.state().open_deadline("transfer"), nullptr);
    desk told{"2022-03-01 08:00"};
    told.on_grounds({"not_competent"})
        .does(engine::receive_denunciation{events::channel::counter, false});
    EXPECT_EQ(last_day_owed(told, "transfer"), on_day("2022-03-08"));
    EXPECT_EQ(last_day_owed(told, "accept_or_not"), on_day("2022-03-10"));
    desk head{"2022-03-01 08:00"};
    head.does(engine::receive_denunciation{events::channel::counter, true});
    EXPECT_EQ(last_day_owed(head, "transfer"), on_day("2022-03-08"));
    head.on_grounds({}).does(engine::transfer_petition{events::office_code{"49"}});
    EXPECT_EQ(head.state().open_deadline("transfer"), nullptr);
    // Competent after all: nothing is to be passed on any more.
    told.on_grounds({}).does(engine::accept_denunciation{});
    EXPECT_EQ(told.state().open_deadline("transfer"), nullptr);
}

} // namespace
