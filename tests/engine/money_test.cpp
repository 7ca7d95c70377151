#include "engine/evolve.hpp"
#include "engine/fees/money.hpp"
#include "events/digest.hpp"
#include "tests/support/desk.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace {

using engine::reconcile_accounts;
using engine::record_money;
using events::money_kind;
using testing_support::desk;

const events::local_date first_of_june{std::chrono::year{2017}, std::chrono::month{6},
                                       std::chrono::day{1}};

TEST(money, is_recorded_once_a_voucher_in_a_dossier_that_goes_on) {
    auto d = testing_support::an_accepted_dossier();
    d.does(record_money{money_kind::collected, 5, "PT01", first_of_june});
    EXPECT_EQ(d.refuses(record_money{money_kind::collected, 5, "PT01", first_of_june}).rule,
              "voucher_is_recorded_once");
    EXPECT_EQ(d.refuses(record_money{money_kind::collected, 0, "PT02", first_of_june}).rule,
              "voucher_is_recorded_once");
    EXPECT_EQ(d.refuses(reconcile_accounts{"2017-06", {"PT02"}, ""}).rule, "voucher_is_known");
    EXPECT_FALSE(d.state().vouchers.front().reconciled);
    d.does(reconcile_accounts{"2017-06", {"PT01"}, ""});
    EXPECT_TRUE(d.state().vouchers.front().reconciled);
    d.does(engine::withdraw_request{});
    EXPECT_EQ(d.refuses(record_money{money_kind::collected, 5, "PT03", first_of_june}).rule,
              "money_belongs_to_a_matter");
}

TEST(money, of_a_voucher_is_an_amount_that_can_be_summed_up) {
    using number = std::numeric_limits<std::int64_t>;
    constexpr auto most = engine::dong_max;
    auto d = testing_support::an_accepted_dossier();
    for (const auto amount : {most + 1, -most - 1, number::max(), number::min()}) {
        const auto no = d.refuses(record_money{money_kind::paid_out, amount, "PC1", first_of_june});
        EXPECT_EQ(no.code, engine::rejection_code::invalid_input) << amount;
        EXPECT_EQ(no.pointer, "/amount");
    }
    d.does(record_money{money_kind::paid_out, most, "PC1", first_of_june});
    d.does(record_money{money_kind::paid_out, -most, "PC2", first_of_june});
}

TEST(money, of_a_dossier_keeps_it_from_being_closed_until_it_is_reconciled) {
    desk d;
    d.does(testing_support::filed_at_counter("result_confirm"));
    d.does(testing_support::granted_on_the_spot());
    d.does(record_money{money_kind::collected, 5, "PT01", first_of_june});
    EXPECT_EQ(d.refuses(engine::close_case{}).rule, "accounts_are_reconciled");
    d.does(reconcile_accounts{"2017-06", {"PT01"}, ""});
    d.does(engine::close_case{});
}

TEST(money, that_only_the_accountant_has_keeps_the_dossier_open_until_it_is_explained) {
    desk d;
    d.does(testing_support::filed_at_counter("result_confirm"));
    d.does(testing_support::granted_on_the_spot());
    EXPECT_EQ(d.refuses(reconcile_accounts{"2017-06", {}, ""}).rule, "voucher_is_known");
    d.does(reconcile_accounts{"2017-06", {}, "", {"PT08", "PT09"}});
    EXPECT_EQ(d.refuses(engine::close_case{}).rule, "accounts_are_reconciled");
    // The officer had forgotten one; the other belongs to another matter.
    d.does(record_money{money_kind::collected, 5, "PT08", first_of_june});
    d.does(reconcile_accounts{"2017-06", {"PT08"}, ""});
    ASSERT_EQ(d.state().only_theirs.size(), 1U);
    EXPECT_EQ(d.refuses(engine::close_case{}).rule, "accounts_are_reconciled");
    d.does(reconcile_accounts{"2017-06", {}, "booked_elsewhere", {"PT09"}});
    d.does(reconcile_accounts{"2017-06", {}, "", {"PT09"}});
    EXPECT_TRUE(d.state().only_theirs.front().explained) << "an explanation stays";
    d.does(engine::close_case{});
}

TEST(letters, take_the_next_number_of_the_office_and_leave_the_decision_its_own) {
    auto d = testing_support::an_accepted_dossier();
    const auto with_paper = [&](std::uint64_t number) {
        auto what =
            d.command_of(engine::issue_letter{"suspension_notice", "law_2008", 1, "TB", number});
        what.documents = {{events::sha256("x"), "suspension_notice", "application/pdf", 1}};
        return engine::decide(d.state(), what, d.context());
    };
    EXPECT_EQ(d.refuses(engine::issue_letter{"suspension_notice", "law_2008", 1, "TB", 1}).rule,
              "letter_has_its_document");
    EXPECT_EQ(with_paper(2).error().rule, "number_is_the_next");
    const auto told = with_paper(1);
    ASSERT_TRUE(told);
    EXPECT_EQ(told->common.numbers.front().text, "01/TB-CTHADS");
    EXPECT_FALSE(told->common.status_after);
    auto after = d.state();
    engine::evolve(after, *told, events::sha256("x"));
    EXPECT_EQ(after.decision_number, d.state().decision_number);
}

} // namespace
