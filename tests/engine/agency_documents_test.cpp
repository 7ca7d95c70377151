#include "engine/agency_document.hpp"
#include "engine/deadline_math.hpp"
#include "tests/support/desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

/// Electronic documents of other agencies, which are told the same day that they came (Nghị định
/// 30/2020/NĐ-CP Điều 21.2).
namespace {

using namespace engine;
using events::document_answer;
using testing_support::desk;
using testing_support::office_time;

const std::string court = "000.00.05.H12";

receive_agency_document came(std::string number) { return {court, std::move(number), {}}; }
answer_agency_document told(std::string number) {
    return {court, std::move(number), document_answer::received, {}};
}

std::optional<events::local_date> owed_on(const desk& d) {
    const auto* open = d.state().open_deadline(acknowledging_period);
    return open == nullptr ? std::nullopt : std::optional{last_day_of(open->due)};
}

TEST(an_electronic_document, of_another_agency_is_acknowledged_on_the_day_on_which_it_came) {
    desk d{"2021-06-04 08:00"}; // a Friday
    d.does(testing_support::filed_at_counter("enf_request"));
    const auto before = d.state().at;
    d.at("2021-06-04 16:30").by("clerk").does(came("12/CV-TA"));
    EXPECT_EQ(d.state().at, before) << "it moves no status";
    EXPECT_EQ(owed_on(d), events::date_from_text("2021-06-04"));
    EXPECT_EQ(d.state().open_deadline(acknowledging_period)->act_by, events::role::clerk);
    d.at("2021-06-04 16:50").does(told("12/CV-TA"));
    EXPECT_THAT(d.last().common.deadlines_met,
                testing::ElementsAre(std::string{acknowledging_period}));
    EXPECT_EQ(owed_on(d), std::nullopt);
    EXPECT_TRUE(d.state().agency_documents.empty());
}

TEST(an_electronic_document, is_named_and_is_returned_for_a_reason_only) {
    desk d{"2021-06-04 08:00"};
    d.does(testing_support::filed_at_counter("enf_request")).by("clerk");
    EXPECT_EQ(d.refuses(receive_agency_document{court, "", {}}).rule, "document_is_named");
    EXPECT_EQ(d.refuses(told("12/CV-TA")).rule, "document_is_awaited");
    d.does(receive_agency_document{court, "12/CV-TA", events::date_from_text("2021-06-03")});
    EXPECT_EQ(d.refuses(came("12/CV-TA")).rule, "document_waits_once");
    answer_agency_document back{court, "12/CV-TA", document_answer::returned, {}};
    EXPECT_EQ(d.refuses(back).rule, "return_needs_reason");
    back.reason = "sent_to_the_wrong_agency";
    d.does(back);
    const auto& answered = std::get<events::agency_document_answered>(d.last().detail);
    EXPECT_EQ(answered.outcome, document_answer::returned);
    EXPECT_EQ(answered.dated, events::date_from_text("2021-06-03"));
    EXPECT_EQ(d.refuses(back).rule, "document_is_awaited");
}

TEST(an_electronic_document, that_has_waited_longest_is_the_one_whose_day_runs) {
    desk d{"2021-06-01 08:00"};
    d.does(testing_support::filed_at_counter("enf_request")).by("clerk");
    d.at("2021-06-03 09:00").does(came("1/CV"));
    d.at("2021-06-04 09:00").does(came("2/CV"));
    EXPECT_EQ(owed_on(d), events::date_from_text("2021-06-03"));
    d.does(told("1/CV"));
    EXPECT_EQ(owed_on(d), events::date_from_text("2021-06-04"));
    d.does(told("2/CV"));
    EXPECT_EQ(owed_on(d), std::nullopt);
    // The later one is told first: the earlier one stays late
    d.at("2021-06-07 09:00").does(came("3/CV"));
    d.at("2021-06-08 09:00").does(came("4/CV")).does(told("4/CV"));
    EXPECT_EQ(owed_on(d), events::date_from_text("2021-06-07"));
    EXPECT_TRUE(d.last().common.deadlines_met.empty());
}

TEST(an_electronic_document, is_answered_by_the_law_of_its_day_and_whatever_becomes_of_the_case) {
    // Received before there was the decree
    desk d{"2020-03-02 08:00"};
    d.does(testing_support::filed_at_counter("enf_request")).by("clerk");
    d.at("2020-03-04 09:00").does(came("1/CV"));
    EXPECT_EQ(owed_on(d), std::nullopt) << "no text was read that had it acknowledged before";
    d.does(told("1/CV"));
    d.at("2020-03-05 09:00").does(came("2/CV"));
    EXPECT_EQ(owed_on(d), events::date_from_text("2020-03-05"));
    d.by("officer-1").does(withdraw_request{});
    const auto* open = d.state().open_deadline(acknowledging_period);
    ASSERT_NE(open, nullptr) << "the sender is told all the same";
    EXPECT_TRUE(d.state().owes(*open));
    d.by("clerk").does(told("2/CV"));
    // Also where the case had ended before
    d.at("2020-03-09 09:00").does(came("3/CV"));
    ASSERT_NE(d.state().open_deadline(acknowledging_period), nullptr);
    EXPECT_TRUE(d.state().owes(*d.state().open_deadline(acknowledging_period)));
}

TEST(an_electronic_document, that_came_before_the_decree_holds_up_none_that_came_later) {
    desk d{"2020-03-02 08:00"};
    d.does(testing_support::filed_at_counter("enf_request")).by("clerk");
    d.at("2020-03-04 09:00").does(came("1/CV"));
    d.at("2020-03-05 09:00").does(came("2/CV"));
    EXPECT_EQ(owed_on(d), events::date_from_text("2020-03-05"));
    d.does(told("1/CV"));
    EXPECT_EQ(owed_on(d), events::date_from_text("2020-03-05")) << "it is owed for the other one";
    EXPECT_TRUE(d.last().common.deadlines_met.empty());
    d.does(told("2/CV"));
    EXPECT_EQ(owed_on(d), std::nullopt);
}

TEST(an_electronic_document, of_a_petition_is_acknowledged_as_well) {
    desk d{"2022-03-01 08:00"};
    d.does(receive_denunciation{events::channel::counter, false});
    d.by("clerk").does(came("1/CV"));
    EXPECT_EQ(owed_on(d), events::date_from_text("2022-03-01"));
}

} // namespace
