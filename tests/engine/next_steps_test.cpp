#include "engine/law.hpp"
#include "engine/pressing.hpp"
#include "engine/watch_rules.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/walker.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

/// What the procedure says may be done next, and what it then does: the two agree.
namespace {

using events::status;
using testing_support::desk;

/// The rows of this command, as far as the state can tell.
struct foretold {
    bool known = false;                ///< the table has such a row here
    bool open = false;                 ///< and one of them is open
    bool asks_nothing = false;         ///< and asks nothing of the command
    std::vector<std::string> may_fail; ///< rules with which an open step may still be refused
};

foretold told_of(const desk& d, const engine::command& offer) {
    foretold out;
    const auto name = engine::name_of(offer.detail);
    for (const auto& row :
         engine::table_of(d.state().follows).open(d.state(), offer, d.context())) {
        if (row.row->command != name) {
            continue;
        }
        out.known = true;
        for (const auto* rule : row.row->asked) {
            out.may_fail.emplace_back(rule->name);
        }
        if (row.not_met != nullptr) { // another row of the command may be the open one
            out.may_fail.emplace_back(row.not_met->name);
            continue;
        }
        out.open = true;
        out.asks_nothing = out.asks_nothing || row.row->asked.empty();
    }
    return out;
}

/// What people are shown.
bool is_shown_as_open(const desk& d, const engine::command& offer) {
    const auto steps = engine::next_steps(d.state(), offer, d.context());
    return std::ranges::any_of(steps, [&](const engine::next_step& one) {
        return one.command == engine::name_of(offer.detail) && one.not_met == nullptr;
    });
}

/// The ways in which a matter of the procedure may begin.
void begin(desk& d, const engine::procedure& what, std::mt19937_64& random) {
    if (what.follows == events::lifecycle::complaint) {
        const auto kinds = events::enum_names<events::complaint_kind>::names.size();
        static_cast<void>(d.tries(engine::receive_complaint{
            events::channel::counter, static_cast<events::complaint_kind>(random() % kinds),
            random() % 4 == 0}));
        return;
    }
    if (what.follows == events::lifecycle::denunciation) {
        static_cast<void>(
            d.tries(engine::receive_denunciation{events::channel::counter, random() % 4 == 0}));
        return;
    }
    if (random() % 4 == 0) {
        events::incoming_mail mail;
        mail.sha256 = events::sha256("mail");
        static_cast<void>(d.tries(engine::receive_mail{what.id, mail}));
        return;
    }
    for (const auto way : {events::channel::counter, events::channel::post, events::channel::oral,
                           events::channel::digital}) {
        auto filing = testing_support::filed_at_counter(what.id);
        filing.received_by = way;
        if (d.tries(filing)) {
            return;
        }
    }
}

/// What the refusal of this command may say is open: to this officer, in this role; to the system,
/// which is nobody, all of it. What the agency above does is open to nobody of the office.
std::vector<std::string> open_in_role(const desk& d, const engine::command& offer) {
    std::vector<std::string> out;
    for (const auto& one : engine::next_steps(d.state(), offer, d.context())) {
        const std::string name{one.command};
        const bool in_role = offer.acting_as == events::role::system ||
                             std::ranges::count(one.roles, offer.acting_as) > 0;
        const bool is_of_office = !engine::is_of_agency_above(name);
        if (one.not_met == nullptr && in_role && is_of_office &&
            std::ranges::count(out, name) == 0) {
            out.push_back(name);
        }
    }
    return out;
}

struct life {
    int accepted = 0;
    int refused = 0;
};

/// One step of a life: what was foretold of it is what becomes of it.
void take_a_step(desk& d, std::mt19937_64& random, life& counted) {
    constexpr std::array people{"officer-1", "officer-2", "head"};
    d.by(people[random() % people.size()]);
    const auto detail = testing_support::plausible_command(d.state(), d.now(), random);
    if (engine::is_watch_command(detail)) {
        return;
    }
    auto grounds = random() % 2 == 0
                       ? std::vector<std::string>{}
                       : testing_support::plausible_grounds(d.state(), d.now(), random);
    auto offer = d.on_grounds(grounds).command_of(detail);
    const auto before = told_of(d, offer);
    const std::string what =
        fmt::format("{} in {} of {}", engine::name_of(detail), events::name_of(d.state().at),
                    d.state().procedure.empty() ? "none" : d.state().procedure);
    EXPECT_EQ(is_shown_as_open(d, offer), before.open) << what;
    const auto outcome = d.tries(detail);
    if (outcome) {
        EXPECT_TRUE(before.open) << what << " was said to be closed and is done";
        ++counted.accepted;
        return;
    }
    const auto& no = outcome.error();
    if (no.code == engine::rejection_code::not_allowed_now ||
        no.code == engine::rejection_code::rule_not_met) {
        EXPECT_EQ(no.allowed, open_in_role(d, offer)) << what;
    }
    if (no.code == engine::rejection_code::not_allowed_now) {
        EXPECT_FALSE(before.known) << what;
    } else if (no.code == engine::rejection_code::rule_not_met && before.open) {
        EXPECT_FALSE(before.asks_nothing) << what << " was said to be open: " << no.rule;
        EXPECT_EQ(std::ranges::count(before.may_fail, no.rule) > 0, true)
            << what << " was said to be open: " << no.rule;
    }
    ++counted.refused;
}

TEST(next_steps, that_are_open_can_be_taken_and_those_that_are_closed_cannot) {
    const std::uint64_t seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random{seed};
    life counted;
    for (const auto& procedure : engine::default_rule_set().procedures) {
        for (const auto* opens_at :
             {"2017-06-01 08:00", "2019-06-03 08:00", "2022-03-01 08:00", "2026-07-06 08:00"}) {
            for (int walk = 0; walk < 3; ++walk) {
                desk d{opens_at};
                begin(d, procedure, random);
                for (int step = 0; step < 40 && d.state().exists(); ++step) {
                    if (step % 4 == 3) { // promises and periods pass
                        d.at(fmt::format("{} 09:00", events::to_text(events::office_date(
                                                         d.now() + std::chrono::hours{48}))));
                    }
                    take_a_step(d, random, counted);
                }
            }
        }
    }
    EXPECT_GT(counted.accepted, 300);
    EXPECT_GT(counted.refused, 300);
}

/// The step of that name as it is shown to the head, or none.
std::optional<engine::next_step> shown_to_head(desk& d, std::string_view name) {
    d.by("head");
    auto offer = d.command_of(engine::withdraw_decision{});
    for (auto& one : engine::next_steps(d.state(), offer, d.context())) {
        if (one.command == name) {
            return one;
        }
    }
    return std::nullopt;
}

desk a_closed_file(const char* procedure) {
    auto d = testing_support::an_accepted_dossier(procedure);
    d.does(engine::hand_over{events::officer_id{"officer-2"}}).does(engine::begin_examination{});
    if (std::string_view{procedure} == "coercion_cost_relief") {
        d.on_grounds({"low_income"});
    }
    d.by("officer-2").does(engine::submit_draft{events::decision_outcome::grant});
    d.by("head").does(engine::sign_decision{}).does(engine::issue_decision{});
    d.does(engine::return_result{}).does(engine::close_case{});
    return d;
}

TEST(next_steps, of_a_closed_file_take_a_decision_back_only_where_the_law_gives_a_ground_for_it) {
    // Given a confirmation, whose law knows no ground to take it back
    auto confirmed = a_closed_file("result_confirm");
    const auto closed = shown_to_head(confirmed, "withdraw_decision");
    ASSERT_TRUE(closed);
    ASSERT_NE(closed->not_met, nullptr);
    EXPECT_EQ(closed->not_met->name, "states_ground_to_revoke");
    // And relief from costs, whose law knows one: then it is open, and asks for it
    auto relief = a_closed_file("coercion_cost_relief");
    const auto open = shown_to_head(relief, "withdraw_decision");
    ASSERT_TRUE(open);
    EXPECT_EQ(open->not_met, nullptr);
    ASSERT_EQ(open->will_be_asked.size(), 1U);
    EXPECT_EQ(open->will_be_asked.front()->name, "states_ground_to_revoke");
}

TEST(a_refusal, tells_the_steps_that_are_open_to_who_was_refused) {
    using testing::Contains;
    using testing::Not;
    // Given a closed confirmation, whose decision nobody may take back
    auto d = a_closed_file("result_confirm");
    const auto to_head = d.by("head").refuses(engine::withdraw_decision{});
    EXPECT_THAT(to_head.allowed, Contains("correct_decision"));
    EXPECT_THAT(to_head.allowed, Not(Contains("withdraw_decision"))) << "it was just refused";
    EXPECT_THAT(to_head.allowed, Not(Contains("attach_reply"))) << "that is for the counter";
    // And a decision that its drafter may not sign
    auto drafted = testing_support::an_accepted_dossier();
    drafted.does(engine::hand_over{events::officer_id{"head"}}).does(engine::begin_examination{});
    drafted.by("head").as(events::role::enforcement_officer);
    drafted.does(engine::submit_draft{events::decision_outcome::grant});
    const auto to_drafter = drafted.by("head").refuses(engine::sign_decision{});
    EXPECT_EQ(to_drafter.rule, "signed_by_another");
    EXPECT_THAT(to_drafter.allowed, Contains("return_draft"));
    EXPECT_THAT(to_drafter.allowed, Not(Contains("sign_decision")));
}

TEST(next_steps, extend_a_period_only_where_one_may_be_extended) {
    desk d{"2022-03-01 08:00"};
    d.does(engine::receive_complaint{events::channel::counter,
                                     events::complaint_kind::coercive_measure, false});
    d.does(engine::docket_complaint{});
    auto open = shown_to_head(d, "extend_period");
    ASSERT_TRUE(open);
    EXPECT_EQ(open->not_met, nullptr);
    const auto& owed = *d.state().open_deadline("resolve");
    std::int64_t most = 1;
    while (engine::law::extension_for(engine::default_rule_set(), d.state(), owed.id, most + 1)) {
        ++most;
    }
    d.does(engine::extend_period{"resolve", most, "complex"});
    const auto closed = shown_to_head(d, "extend_period");
    ASSERT_TRUE(closed);
    ASSERT_NE(closed->not_met, nullptr);
    EXPECT_EQ(closed->not_met->name, "extension_is_lawful");
}

TEST(next_steps, ask_for_a_third_supplement_while_a_ground_of_the_law_allows_it) {
    desk d;
    d.does(testing_support::filed_at_counter("enf_request"));
    for (int i = 0; i < 2; ++i) {
        d.does(engine::request_supplement{{"judgment"}}).does(engine::receive_supplement{});
    }
    const auto third = shown_to_head(d, "request_supplement");
    ASSERT_TRUE(third);
    EXPECT_EQ(third->not_met, nullptr) << "open on the ground that the guidance was not followed";
    EXPECT_EQ(third->will_be_asked.front()->name, "supplement_is_allowed");
}

} // namespace
