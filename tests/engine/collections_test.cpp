#include "engine/derivation.hpp"
#include "engine/evolve.hpp"
#include "events/digest.hpp"
#include "tests/support/desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// What is collected for a creditor is paid into the fund and paid out in the days of Thông tư
/// 04/2023/TT-BTP Điều 17, 18.
namespace {

using engine::pay_cash_in;
using engine::record_money;
using events::money_kind;
using events::payment_means;
using testing::HasSubstr;
using testing_support::desk;
using testing_support::office_time;

constexpr const char* pay_in = "pay_in_cash";
constexpr const char* pay_out = "pay_out_collection";

events::local_date day_of(std::string_view text) { return events::date_from_text(text).value(); }

/// A judgment that a court handed over on a Monday.
desk a_matter(std::string_view received = "2023-10-09 08:00") {
    desk d{received};
    d.does(engine::receive_request{
        .procedure = "ex_officio",
        .received_by = events::channel::post,
        .request_date = {},
        .judgment = {},
    });
    return d;
}

record_money collected(std::string number, std::int64_t amount, std::string_view day,
                       std::optional<payment_means> means = {}) {
    return {.kind = money_kind::collected,
            .amount = amount,
            .voucher = std::move(number),
            .dated = day_of(day),
            .means = means};
}

record_money paid(std::string number, std::int64_t amount, std::string_view day,
                  std::vector<std::string> of = {}) {
    return {.kind = money_kind::paid_out,
            .amount = amount,
            .voucher = std::move(number),
            .dated = day_of(day),
            .of_vouchers = std::move(of)};
}

events::local_date last_day(const desk& d, const char* period) {
    const auto* one = d.state().open_deadline(period);
    return one == nullptr ? events::local_date{} : engine::last_day_of(one->due);
}

/// The periods of this kind that have ended, by whether they were met.
std::vector<bool> ended(const desk& d, const char* period) {
    std::vector<bool> out;
    for (const auto& one : d.state().deadlines) {
        if (one.id == period && !one.open()) {
            out.push_back(one.met.has_value());
        }
    }
    return out;
}

TEST(money_that_was_collected, is_paid_out_within_ten_days) {
    auto d = a_matter();
    d.does(collected("PT-1", 300, "2023-10-09"));
    EXPECT_EQ(last_day(d, pay_out), day_of("2023-10-19"));
    const auto* running = d.state().open_deadline(pay_out);
    ASSERT_NE(running, nullptr);
    EXPECT_EQ(running->act_by, events::role::enforcement_officer);
    EXPECT_THAT(running->source, HasSubstr("04/2023"));
    const auto counted = engine::derive(d.context().rules.calendar, *running);
    ASSERT_TRUE(counted) << counted.error();
    EXPECT_EQ(counted->due, running->due) << "as it is explained";
    // In part it is still owed; in full, by two payments, it is met.
    d.at("2023-10-12 09:00").does(paid("PC-1", 100, "2023-10-12", {"PT-1"}));
    EXPECT_EQ(last_day(d, pay_out), day_of("2023-10-19"));
    d.at("2023-10-13 09:00").does(paid("PC-2", 200, "2023-10-13", {"PT-1"}));
    EXPECT_EQ(d.state().open_deadline(pay_out), nullptr);
    EXPECT_THAT(d.last().common.deadlines_met, testing::ElementsAre(pay_out));
    EXPECT_EQ(d.state().open_deadline(pay_in), nullptr) << "nobody said that it was cash";
}

TEST(money_that_was_collected, of_several_days_is_owed_from_the_earliest_that_is_not_paid) {
    auto d = a_matter();
    d.at("2023-10-12 16:00");
    d.does(collected("PT-2", 200, "2023-10-11")).does(collected("PT-3", 50, "2023-10-12"));
    EXPECT_EQ(last_day(d, pay_out), day_of("2023-10-23")) << "the 21st is a Saturday";
    // A collection of before is entered: what ran gives way, and was not met
    d.does(collected("PT-1", 300, "2023-10-09"));
    EXPECT_EQ(last_day(d, pay_out), day_of("2023-10-19"));
    EXPECT_EQ(ended(d, pay_out), std::vector{false});
    // When the earliest is paid, then the next begins, from its own day
    d.does(paid("PC-1", 300, "2023-10-12", {"PT-1"}));
    EXPECT_EQ(last_day(d, pay_out), day_of("2023-10-23"));
    EXPECT_EQ(ended(d, pay_out), (std::vector{false, true}));
    // One payment of two collections, in the order in which they are named
    d.does(paid("PC-2", 250, "2023-10-12", {"PT-3", "PT-2"}));
    EXPECT_EQ(d.state().open_deadline(pay_out), nullptr);
    EXPECT_EQ(ended(d, pay_out), (std::vector{false, true, true}));
}

TEST(money_that_was_collected, is_paid_out_by_what_names_it_and_no_more_than_there_is) {
    auto d = a_matter();
    d.does(collected("PT-1", 300, "2023-10-09")).does(collected("PT-2", 10, "2023-10-09"));
    d.does(paid("PC-1", 100, "2023-10-09", {"PT-1"}));
    const auto unknown = d.refuses(paid("PC-2", 1, "2023-10-09", {"PT-7"}));
    EXPECT_EQ(unknown.rule, "names_collections");
    EXPECT_THAT(unknown.vi, HasSubstr("`PT-7`"));
    EXPECT_EQ(d.refuses(paid("PC-2", 1, "2023-10-09", {"PC-1"})).rule, "names_collections")
        << "a payment";
    EXPECT_EQ(d.refuses(paid("PC-2", 1, "2023-10-09", {"PT-1", "PT-1"})).rule, "names_collections");
    auto collects = collected("PT-3", 5, "2023-10-09");
    collects.of_vouchers = {"PT-1"};
    EXPECT_EQ(d.refuses(collects).rule, "names_collections");
    const auto more = d.refuses(paid("PC-2", 211, "2023-10-09", {"PT-1", "PT-2"}));
    EXPECT_EQ(more.rule, "within_the_collections");
    EXPECT_THAT(more.en, HasSubstr("210 đồng"));
    d.does(paid("PC-2", 210, "2023-10-09", {"PT-1", "PT-2"}));
    EXPECT_EQ(d.state().open_deadline(pay_out), nullptr);
}

TEST(money_that_was_collected, is_owed_again_where_its_payment_is_taken_back) {
    auto d = a_matter();
    d.does(collected("PT-1", 300, "2023-10-09")).does(paid("PC-1", 300, "2023-10-09", {"PT-1"}));
    EXPECT_EQ(d.refuses(paid("PC-1H", -301, "2023-10-09", {"PT-1"})).rule,
              "within_the_collections");
    d.at("2023-10-16 09:00").does(paid("PC-1H", -300, "2023-10-16", {"PT-1"}));
    EXPECT_EQ(last_day(d, pay_out), day_of("2023-10-19")) << "from the day of its collection";
    // And no longer where the collection itself is taken back: that meets nothing
    auto back = collected("PT-1H", -300, "2023-10-16");
    back.of_vouchers = {"PT-1"};
    d.does(back);
    EXPECT_EQ(d.state().open_deadline(pay_out), nullptr);
    EXPECT_EQ(ended(d, pay_out), (std::vector{true, false}));
}

TEST(money_that_was_collected, is_taken_to_be_paid_from_the_oldest_where_a_payment_names_none) {
    auto d = a_matter();
    d.at("2023-10-12 16:00");
    d.does(collected("PT-2", 200, "2023-10-11")).does(collected("PT-1", 300, "2023-10-09"));
    d.does(paid("PC-1", 350, "2023-10-12"));
    EXPECT_EQ(last_day(d, pay_out), day_of("2023-10-23"));
    d.does(paid("PC-2", 1'000, "2023-10-12"));
    EXPECT_EQ(d.state().open_deadline(pay_out), nullptr);
}

TEST(money_that_was_collected, is_not_owed_where_its_payment_was_entered_before_it) {
    auto d = a_matter();
    d.at("2023-10-10 16:00");
    d.does(paid("PC-1", 300, "2023-10-09")).does(collected("PT-1", 200, "2023-10-09"));
    EXPECT_EQ(d.state().open_deadline(pay_out), nullptr);
    // What came in after the day of the payment was not paid by it
    d.does(collected("PT-2", 50, "2023-10-10"));
    EXPECT_EQ(last_day(d, pay_out), day_of("2023-10-20"));
    // Of its day it was, though it is the last to be entered
    d.does(collected("PT-3", 100, "2023-10-09"));
    EXPECT_EQ(last_day(d, pay_out), day_of("2023-10-20"));
    EXPECT_TRUE(ended(d, pay_out).empty());
}

TEST(money_that_was_collected, is_not_owed_again_where_what_is_taken_back_was_entered_twice) {
    auto d = a_matter();
    d.does(collected("PT-1", 300, "2023-10-09"));
    d.does(paid("PC-1", 300, "2023-10-09")).does(paid("PC-2", 300, "2023-10-09"));
    d.does(paid("PC-2H", -300, "2023-10-09"));
    EXPECT_EQ(d.state().open_deadline(pay_out), nullptr) << "it was paid once";
    d.does(paid("PC-1H", -300, "2023-10-09"));
    EXPECT_EQ(last_day(d, pay_out), day_of("2023-10-19")) << "and now it was not";
}

TEST(money_that_was_collected, is_taken_back_with_its_payment_in_whatever_order) {
    auto d = a_matter();
    d.does(collected("PT-1", 300, "2023-10-09")).does(paid("PC-1", 300, "2023-10-09"));
    d.does(collected("PT-1H", -300, "2023-10-09")).does(paid("PC-1H", -300, "2023-10-09"));
    EXPECT_EQ(d.state().open_deadline(pay_out), nullptr);
    EXPECT_EQ(ended(d, pay_out), std::vector{true});
}

TEST(money_that_was_collected, before_the_circular_of_2023_has_no_days_that_are_known) {
    auto d = a_matter("2023-09-25 08:00");
    d.does(collected("PT-1", 300, "2023-09-29", payment_means::cash));
    EXPECT_TRUE(d.last().common.deadlines_started.empty());
    // What the same matter collects from its first day on goes by it
    d.at("2023-10-03 09:00").does(collected("PT-2", 100, "2023-10-02", payment_means::cash));
    EXPECT_EQ(last_day(d, pay_out), day_of("2023-10-12"));
    EXPECT_NE(d.state().open_deadline(pay_in), nullptr);
}

TEST(money_that_was_collected, is_owed_from_its_day_whatever_the_office_hours_were) {
    auto d = a_matter();
    d.does(collected("PT-1", 300, "2023-10-09"));
    auto before = d.state(); // as begun when the office closed half an hour earlier
    ASSERT_EQ(before.deadlines.back().id, pay_out);
    before.deadlines.back().since -= std::chrono::minutes{30};
    const auto in_part = engine::decide(
        before, d.command_of(paid("PC-1", 100, "2023-10-09", {"PT-1"})), d.context());
    ASSERT_TRUE(in_part) << in_part.error().en;
    EXPECT_TRUE(in_part->common.deadlines_met.empty()) << "200 are owed";
    EXPECT_TRUE(in_part->common.deadlines_lapsed.empty());
    EXPECT_TRUE(in_part->common.deadlines_started.empty()) << "it runs on";
}

TEST(money_that_was_collected, keeps_the_matter_from_being_closed) {
    auto d = a_matter();
    d.does(engine::begin_examination{}).does(engine::submit_draft{events::decision_outcome::grant});
    d.by("head").does(engine::sign_decision{});
    d.does(engine::issue_decision{});
    d.does(engine::notify_party{"direct", day_of("2023-10-09")});
    d.does(collected("PT-1", 300, "2023-10-09"));
    d.does(engine::reconcile_accounts{"2023-10", {"PT-1"}, ""});
    EXPECT_EQ(d.refuses(engine::close_case{}).rule, "nothing_is_owed");
    d.does(paid("PC-1", 300, "2023-10-09", {"PT-1"}));
    d.does(engine::reconcile_accounts{"2023-10", {"PC-1"}, ""});
    d.does(engine::close_case{});
}

TEST(money_that_was_collected, is_owed_after_an_end_by_law) {
    auto d = a_matter();
    d.does(engine::begin_examination{}).does(engine::submit_draft{events::decision_outcome::grant});
    d.by("head").does(engine::sign_decision{});
    d.does(engine::issue_decision{});
    d.does(collected("PT-1", 300, "2023-10-09"));
    d.does(engine::record_performance{events::performance::whole, 300});
    d.does(engine::end_enforcement{"000.00.01.G15-231009-0001"});
    ASSERT_EQ(d.state().at, events::status::closed);
    const auto* running = d.state().open_deadline(pay_out);
    ASSERT_NE(running, nullptr);
    EXPECT_TRUE(d.state().owes(*running)) << "it is watched";
    const auto* untold = d.state().open_deadline("notify");
    ASSERT_NE(untold, nullptr);
    EXPECT_TRUE(d.state().owes(*untold)) << "so is what the parties were not told yet";
    d.does(paid("PC-1", 300, "2023-10-10", {"PT-1"}));
    EXPECT_EQ(ended(d, pay_out), std::vector{true});
}

TEST(money_that_was_collected, is_owed_after_the_matter_was_terminated_or_entrusted) {
    for (const bool terminated : {true, false}) {
        auto d = a_matter();
        d.does(engine::begin_examination{});
        d.does(engine::submit_draft{events::decision_outcome::grant});
        d.by("head").does(engine::sign_decision{});
        d.does(engine::issue_decision{});
        d.does(collected("PT-1", 300, "2023-10-09"));
        if (terminated) {
            d.on_grounds({"ended"}).does(engine::terminate_case{"rest_is_waived"});
        } else {
            d.on_grounds({"entrusted"});
            d.does(engine::refer_elsewhere{events::office_code{"49"}});
        }
        d.on_grounds({});
        const auto* running = d.state().open_deadline(pay_out);
        ASSERT_NE(running, nullptr);
        EXPECT_TRUE(d.state().owes(*running)) << "it is watched";
        EXPECT_EQ(d.refuses(collected("PT-2", 100, "2023-10-09")).rule, "money_belongs_to_a_matter")
            << "it takes in nothing more";
        d.does(paid("PC-1", 300, "2023-10-10", {"PT-1"}));
        EXPECT_EQ(ended(d, pay_out), std::vector{true});
        EXPECT_EQ(d.refuses(paid("PC-2", 1, "2023-10-10")).rule, "money_belongs_to_a_matter")
            << "it holds nothing any more";
        // What was entered wrongly is taken back all the same, and is owed again
        d.does(paid("PC-1b", -300, "2023-10-10", {"PT-1"}));
        running = d.state().open_deadline(pay_out);
        ASSERT_NE(running, nullptr);
        EXPECT_TRUE(d.state().owes(*running));
        d.does(paid("PC-3", 300, "2023-10-10", {"PT-1"}));
        EXPECT_EQ(d.state().open_deadline(pay_out), nullptr);
    }
}

TEST(money_that_was_collected, is_owed_after_the_request_was_withdrawn_whose_decision_was) {
    // Given what was collected under a decision that is withdrawn since
    auto d = testing_support::an_accepted_dossier();
    d.does(engine::hand_over{events::officer_id{"officer-2"}}).does(engine::begin_examination{});
    d.does(engine::submit_draft{events::decision_outcome::grant});
    d.by("head").does(engine::sign_decision{}).does(engine::issue_decision{});
    d.at("2023-10-09 08:00").does(collected("PT-1", 300, "2023-10-09"));
    d.does(engine::withdraw_decision{});
    // When who asked withdraws the request as well
    d.by("officer-1").does(engine::withdraw_request{});
    // Then it is still paid out, within its days
    const auto* running = d.state().open_deadline(pay_out);
    ASSERT_NE(running, nullptr);
    EXPECT_TRUE(d.state().owes(*running)) << "it is watched";
    EXPECT_EQ(d.refuses(collected("PT-2", 100, "2023-10-09")).rule, "money_belongs_to_a_matter");
    d.does(paid("PC-1", 300, "2023-10-10", {"PT-1"}));
    EXPECT_EQ(ended(d, pay_out), std::vector{true});
    d.does(paid("PC-1b", -300, "2023-10-10", {"PT-1"}));
    EXPECT_NE(d.state().open_deadline(pay_out), nullptr) << "what was wrong is taken back";
}

TEST(cash_that_was_collected, is_paid_in_by_the_start_of_the_next_working_day) {
    auto d = a_matter();
    d.does(collected("PT-1", 300, "2023-10-09", payment_means::cash));
    const auto* running = d.state().open_deadline(pay_in);
    ASSERT_NE(running, nullptr);
    EXPECT_EQ(running->due, office_time("2023-10-10 11:30"))
        << "no text says how long the start of a morning lasts";
    d.at("2023-10-09 16:00").does(pay_cash_in{{"PT-1"}});
    EXPECT_EQ(d.state().open_deadline(pay_in), nullptr);
    EXPECT_EQ(ended(d, pay_in), std::vector{true});
    EXPECT_NE(d.state().open_deadline(pay_out), nullptr) << "it is still the creditor's";
    // Collected on a Saturday
    d.at("2023-10-16 08:00").does(collected("PT-2", 10, "2023-10-14", payment_means::cash));
    EXPECT_EQ(d.state().open_deadline(pay_in)->due, office_time("2023-10-16 11:30"));
}

TEST(cash_that_was_collected, is_paid_in_once_and_is_cash_of_the_dossier) {
    auto d = a_matter();
    d.does(collected("PT-1", 300, "2023-10-09", payment_means::cash))
        .does(collected("PT-2", 10, "2023-10-09", payment_means::transfer));
    for (const auto& wrong : {std::vector<std::string>{}, {"PT-7"}, {"PT-2"}, {"PT-1", "PT-1"}}) {
        EXPECT_EQ(d.refuses(pay_cash_in{wrong}).rule, "cash_is_paid_in_once");
    }
    EXPECT_THAT(d.refuses(pay_cash_in{{"PT-2"}}).en, HasSubstr("`PT-2`"));
    d.does(pay_cash_in{{"PT-1"}});
    EXPECT_EQ(d.refuses(pay_cash_in{{"PT-1"}}).rule, "cash_is_paid_in_once");
}

TEST(a_log_of_before, of_vouchers_folds_whatever_they_say) {
    engine::case_state state;
    const auto entered = [&](events::money_recorded what) {
        events::event one;
        one.detail = std::move(what);
        engine::evolve(state, one, events::sha256("x"));
    };
    constexpr auto least = std::numeric_limits<std::int64_t>::min();
    entered({money_kind::collected, 300, "PT-1", day_of("2023-10-09")});
    entered({money_kind::paid_out, 1'000, "PC-1", day_of("2023-10-09")});
    entered({money_kind::paid_out, least, "PC-2", day_of("2023-10-09")});
    entered({money_kind::collected, least, "PT-2", day_of("2023-10-09")});
    EXPECT_EQ(state.vouchers.size(), 4U);
    EXPECT_EQ(state.vouchers.front().left, 0);
    EXPECT_EQ(state.vouchers.front().paid, 0);
}

} // namespace
