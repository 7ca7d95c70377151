#include "tests/support/desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

/// One paper or one request for several cases, by the law of the day of receipt: Nghị định
/// 62/2015/NĐ-CP Điều 6, 7.1, 7.3; Thông tư 13/2021/TT-BTP Điều 9.1; Nghị định 152/2026/NĐ-CP
/// Điều 8.1, 11.1. What stands in the other case is given here as whoever looked into it found it.
namespace {

using enum events::common_ground;
using events::status;
using testing::HasSubstr;
using testing_support::desk;
using testing_support::office_time;

const std::string leads = "000.00.96.G15-170601-0001";

events::local_date day(const char* text) { return events::date_from_text(text).value(); }

/// A request to enforce of which only the number of its decision is missing.
desk a_signed_decision(std::string_view received = "2017-06-01 08:00",
                       events::decision_outcome outcome = events::decision_outcome::grant) {
    desk d{received};
    auto offer = engine::accept_dossier{
        {},
        events::return_method::at_counter,
        testing_support::all_papers("enf_request", events::office_date(d.now()))};
    if (d.now() > office_time("2026-07-01 00:00")) { // of that law no length is known
        offer.promised_at = office_time("2026-07-10 16:00");
    }
    d.does(testing_support::filed_at_counter("enf_request")).does(offer);
    d.does(engine::hand_over{events::officer_id{"officer-2"}}).by("officer-2");
    d.does(engine::begin_examination{});
    if (outcome == events::decision_outcome::refuse) {
        d.on_grounds({"no_right"});
    }
    d.does(engine::submit_draft{outcome});
    d.by("head").does(engine::sign_decision{});
    d.by("clerk");
    return d;
}

engine::issue_decision common_decision(std::optional<events::common_ground> ground,
                                       const char* dated, std::string number = "07/QĐ-CTHADS") {
    return {leads, ground, engine::common_paper{std::move(number), day(dated)}};
}

std::vector<std::string> codes_of(const engine::rejection& no) {
    std::vector<std::string> out;
    for (const auto& one : no.grounds) {
        out.push_back(one.code);
    }
    return out;
}

TEST(a_common_decision, has_the_number_of_the_other_case_and_takes_none) {
    auto d = a_signed_decision();
    d.does(common_decision(several_creditors, "2017-06-01"));
    const auto& issued = std::get<events::decision_issued>(d.last().detail);
    EXPECT_EQ(issued.common_with, leads);
    EXPECT_EQ(issued.number, "07/QĐ-CTHADS");
    EXPECT_EQ(issued.common_ground, several_creditors);
    EXPECT_EQ(issued.dated, day("2017-06-01"));
    EXPECT_TRUE(d.last().common.numbers.empty()) << "numbers are taken once, and stay dense";
    EXPECT_EQ(d.state().at, status::issued);
    EXPECT_EQ(d.state().decision_number, "07/QĐ-CTHADS");
    EXPECT_EQ(d.state().common_with, leads);
    // The case lives on by itself: its decision is withdrawn here, and the next one is its own
    d.by("head").does(engine::withdraw_decision{});
    EXPECT_EQ(d.state().common_with, "");
    d.by("officer-2").does(engine::submit_draft{events::decision_outcome::grant});
    d.by("head").does(engine::sign_decision{});
    d.by("clerk").does(engine::issue_decision{});
    EXPECT_EQ(d.state().common_with, "");
    EXPECT_NE(d.state().decision_number, "07/QĐ-CTHADS");
    EXPECT_FALSE(d.last().common.numbers.empty());
}

TEST(a_common_decision, states_a_ground_that_the_law_of_the_request_knows) {
    auto before = a_signed_decision();
    EXPECT_EQ(before.refuses(common_decision(shared_property, "2017-06-01")).rule,
              "common_decision_is_lawful");
    const auto none = before.refuses(common_decision({}, "2017-06-01"));
    EXPECT_EQ(none.code, engine::rejection_code::rule_not_met);
    EXPECT_THAT(none.source, HasSubstr("62/2015/NĐ-CP"));
    EXPECT_THAT(none.source, testing::Not(HasSubstr("152/2026")));
    EXPECT_THAT(codes_of(none), testing::ElementsAre("several_creditors", "joint_duty"));
    before.does(common_decision(joint_duty, "2017-06-01"));
    // From July 2026 on: one decision for each debtor, with two exceptions
    auto after = a_signed_decision("2026-07-06 08:00");
    const auto no = after.refuses(common_decision(several_creditors, "2026-07-06"));
    EXPECT_EQ(no.rule, "common_decision_is_lawful");
    EXPECT_THAT(no.source, HasSubstr("152/2026/NĐ-CP Điều 11.1"));
    EXPECT_THAT(codes_of(no), testing::ElementsAre("shared_property", "joint_duty"));
    after.does(common_decision(shared_property, "2026-07-06"));
}

TEST(a_common_decision, is_of_the_day_of_the_step_and_not_before_the_request) {
    auto d = a_signed_decision();
    d.at("2017-06-05 09:00");
    EXPECT_EQ(d.refuses(common_decision(joint_duty, "2017-05-31")).rule,
              "common_decision_covers_the_request");
    for (const auto* other_day : {"2017-06-02", "2017-06-06"}) {
        EXPECT_EQ(d.refuses(common_decision(joint_duty, other_day)).rule,
                  "common_decision_has_one_day");
    }
    d.does(common_decision(joint_duty, "2017-06-05"));
}

TEST(a_common_decision, enforces_and_is_of_a_case_that_somebody_has_looked_into) {
    auto refusal = a_signed_decision("2017-06-01 08:00", events::decision_outcome::refuse);
    EXPECT_EQ(refusal.refuses(common_decision(joint_duty, "2017-06-01")).rule,
              "common_decision_enforces");
    auto d = a_signed_decision();
    const auto unseen = d.refuses(engine::issue_decision{leads, joint_duty, {}});
    EXPECT_EQ(unseen.code, engine::rejection_code::invalid_input);
    EXPECT_EQ(unseen.pointer, "/common_with");
    const auto of_no_case = d.refuses(engine::issue_decision{{}, joint_duty, {}});
    EXPECT_EQ(of_no_case.code, engine::rejection_code::invalid_input);
    EXPECT_EQ(of_no_case.pointer, "/common_with");
}

engine::receive_request handed_over(std::string_view procedure) {
    return {.procedure = std::string{procedure},
            .received_by = events::channel::post,
            .request_date = {},
            .judgment = {}};
}

/// What nobody requests; of its decision only the number is missing.
desk signed_without_a_request(std::string_view procedure,
                              std::string_view received = "2017-06-01 08:00") {
    desk d{received};
    d.does(handed_over(procedure)).does(engine::begin_examination{});
    d.does(engine::submit_draft{events::decision_outcome::grant});
    d.by("head").does(engine::sign_decision{});
    d.by("clerk");
    return d;
}

TEST(a_common_decision, is_not_known_to_the_law_of_what_another_agency_entrusts) {
    auto d = signed_without_a_request("entrustment");
    const auto no = d.refuses(common_decision(joint_duty, "2017-06-01"));
    EXPECT_EQ(no.rule, "common_decision_is_lawful");
    EXPECT_TRUE(no.grounds.empty());
}

TEST(a_common_decision, of_what_is_enforced_ex_officio_has_grounds_of_its_own) {
    for (const auto* procedure : {"ex_officio", "bankruptcy", "interim_measure"}) {
        auto d = signed_without_a_request(procedure, "2021-06-01 08:00");
        const auto no = d.refuses(common_decision(several_creditors, "2021-06-01"));
        EXPECT_EQ(no.rule, "common_decision_is_lawful");
        EXPECT_THAT(no.source, HasSubstr("62/2015/NĐ-CP Điều 6.1, 6.2"));
        EXPECT_THAT(codes_of(no), testing::ElementsAre("one_judgment", "joint_duty"));
        d.does(common_decision(one_judgment, "2021-06-01"));
        EXPECT_EQ(d.state().common_with, leads) << procedure;
        // One decision for each debtor from July 2026 on, with exceptions of its own
        auto after = signed_without_a_request(procedure, "2026-07-06 08:00");
        const auto later = after.refuses(common_decision(one_judgment, "2026-07-06"));
        EXPECT_THAT(later.source, HasSubstr("152/2026/NĐ-CP Điều 8.1"));
        EXPECT_THAT(codes_of(later), testing::ElementsAre("same_exhibit", "joint_duty"));
        after.does(common_decision(same_exhibit, "2026-07-06"));
    }
}

TEST(a_common_decision, of_one_judgment_waits_for_who_adopts_it_before_may_2020) {
    auto d = signed_without_a_request("ex_officio", "2020-04-29 08:00");
    EXPECT_THAT(codes_of(d.refuses(common_decision(one_judgment, "2020-04-29"))),
                testing::ElementsAre("joint_duty"))
        << "the wording of 2015 was not seen";
    d.does(common_decision(joint_duty, "2020-04-29"));
}

TEST(a_judgment_about_several_persons, opens_a_case_for_each_whose_decision_is_his_own) {
    desk d{"2021-06-01 08:00"};
    auto another = handed_over("ex_officio");
    another.shares_request_of = leads;
    another.shared_since = office_time("2021-06-01 08:00");
    d.does(another);
    EXPECT_EQ(d.state().shares_request_of, leads);
    desk before{"2020-04-29 08:00"};
    another.shared_since = office_time("2020-04-29 08:00");
    const auto no = before.refuses(another);
    EXPECT_EQ(no.rule, "one_decision_for_each_debtor");
    EXPECT_THAT(no.source, HasSubstr("62/2015/NĐ-CP Điều 6.1"));
}

engine::receive_complaint a_complaint() {
    return {events::channel::counter, events::complaint_kind::coercive_measure, false};
}

engine::docket_complaint common_notice(const char* docketed) {
    return {leads, engine::common_paper{{}, day(docketed)}};
}

TEST(a_common_notice_of_docketing, lets_each_complaint_have_its_line_in_the_docket) {
    desk d{"2022-03-01 08:00"};
    d.does(a_complaint()).does(common_notice("2022-03-01"));
    EXPECT_EQ(std::get<events::complaint_docketed>(d.last().detail).common_with, leads);
    ASSERT_EQ(d.last().common.numbers.size(), 1U);
    EXPECT_EQ(d.last().common.numbers[0].text, "01/TL");
    EXPECT_EQ(d.state().common_with, leads);
    EXPECT_EQ(d.state().at, status::docketed);
}

TEST(a_common_notice_of_docketing, is_of_complaints_that_came_at_one_time) {
    desk d{"2022-03-01 08:00"};
    d.does(a_complaint()).at("2022-03-03 08:00");
    for (const auto* docketed : {"2022-02-28", "2022-03-04"}) {
        EXPECT_EQ(d.refuses(common_notice(docketed)).rule, "common_notice_covers_the_complaint");
    }
    EXPECT_EQ(d.refuses(engine::docket_complaint{leads, {}}).pointer, "/common_with");
    d.does(common_notice("2022-03-02"));
}

TEST(a_common_notice_of_docketing, is_known_to_the_circular_of_2021_alone) {
    for (const auto* received : {"2019-03-01 08:00", "2026-07-06 08:00"}) {
        desk d{received};
        d.does(a_complaint());
        const auto no = d.refuses(common_notice(std::string{received}.substr(0, 10).c_str()));
        EXPECT_EQ(no.rule, "common_notice_is_lawful") << received;
    }
    // Docketed under the circular, whenever it came
    desk d{"2022-02-11 08:00"};
    d.does(a_complaint()).at("2022-02-14 08:00").does(common_notice("2022-02-14"));
}

/// Another case of the request that came on that moment.
engine::receive_request shared_request(const char* since) {
    auto out = testing_support::filed_at_counter("enf_request");
    out.shares_request_of = leads;
    out.shared_since = office_time(since);
    return out;
}

TEST(a_request_against_several_debtors, opens_a_case_for_each_from_july_2026_on) {
    desk d{"2026-07-06 08:00"};
    d.does(shared_request("2026-07-06 08:00"));
    EXPECT_EQ(d.state().shares_request_of, leads);
    EXPECT_EQ(std::get<events::request_received>(d.last().detail).shares_request_of, leads);
    EXPECT_EQ(d.state().received_at, office_time("2026-07-06 08:00"));
    desk before{"2026-06-30 08:00"};
    const auto no = before.refuses(shared_request("2026-06-30 08:00"));
    EXPECT_EQ(no.rule, "one_decision_for_each_debtor");
    EXPECT_EQ(no.code, engine::rejection_code::rule_not_met);
    // Its days run from when the request came, and from no other time
    desk later{"2026-07-07 08:00"};
    EXPECT_EQ(later.refuses(shared_request("2026-07-06 08:00")).pointer, "/shares_request_of");
    auto unseen = shared_request("2026-07-07 08:00");
    unseen.shared_since.reset();
    EXPECT_EQ(later.refuses(unseen).pointer, "/shares_request_of");
    auto of_another = shared_request("2026-07-07 08:00");
    of_another.procedure = "officer_change";
    EXPECT_EQ(later.refuses(of_another).rule, "one_decision_for_each_debtor");
}

} // namespace
