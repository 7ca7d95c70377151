#include "engine/fold.hpp"
#include "engine/memory_target.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/running_node.hpp"
#include "tests/support/walker.hpp"

#include <gtest/gtest.h>

namespace {

using namespace engine;
using testing_support::an_accepted_dossier;
using testing_support::desk;
using testing_support::plausible_command;
using testing_support::plausible_grounds;
using testing_support::running_node;
using testing_support::step;

/// Folds events as their stored bytes, in this order, and gives the verdicts.
std::vector<verdict> verdicts(memory_target& into, const std::vector<std::string>& records) {
    events::fast_decoder decoder;
    std::vector<verdict> out;
    events::offset at = into.passed({0});
    for (const auto& bytes : records) {
        out.push_back(fold_record(into, decoder, 1, {{0}, at++}, bytes));
    }
    into.commit({0}, at);
    return out;
}

std::vector<std::string> stored(const std::vector<events::event>& told) {
    std::vector<std::string> out;
    for (const auto& one : told) {
        out.push_back(events::encode(one));
    }
    return out;
}

TEST(the_one_rule, counts_an_unbroken_chain) {
    const desk d = an_accepted_dossier();
    memory_target folded;
    for (const auto one : verdicts(folded, stored(d.told()))) {
        EXPECT_EQ(one, verdict::counts);
    }
    EXPECT_EQ(folded.cases().begin()->second, d.state());
}

TEST(folding, tells_how_much_of_what_was_missing_is_folded) {
    running_node writer;
    const auto opened = writer.opened("a");
    memory_target into;
    fold_all(into, writer.log);
    ASSERT_EQ(into.passed({0}), writer.log.end({0}));
    for (const auto* key : {"b", "c", "d"}) {
        static_cast<void>(writer.engine_node.run(step(opened.subject, key, attach_document{})));
    }
    std::vector<std::pair<std::uint64_t, std::uint64_t>> told;
    fold_all(into, writer.log, [&](std::uint64_t folded, std::uint64_t missing) {
        told.emplace_back(folded, missing);
    });
    EXPECT_EQ(told, (std::vector{std::pair(std::uint64_t{3}, std::uint64_t{3})}));
    EXPECT_EQ(into.cases().begin()->second.version, 4U);
}

TEST(the_one_rule, does_not_count_a_second_copy) {
    const desk d = an_accepted_dossier();
    auto records = stored(d.told());
    records.insert(records.begin() + 1, records.front());
    memory_target folded;
    EXPECT_EQ(verdicts(folded, records),
              (std::vector{verdict::counts, verdict::repeated, verdict::counts}));
}

TEST(the_one_rule, counts_the_first_of_two_that_follow_the_same_event) {
    desk d = an_accepted_dossier();
    auto records = stored(d.told());
    desk other = d;
    d.does(hand_over{events::officer_id{"officer-2"}});
    other.does(withdraw_request{});
    auto rival = other.last();
    rival.about.command = events::command_id{"another command"};
    records.push_back(events::encode(d.last()));
    records.push_back(events::encode(rival));
    memory_target folded;
    EXPECT_EQ(verdicts(folded, records).back(), verdict::not_next);
    EXPECT_EQ(folded.cases().begin()->second, d.state());
}

TEST(the_one_rule, counts_nothing_after_a_changed_byte) {
    desk d = an_accepted_dossier();
    d.does(hand_over{events::officer_id{"officer-2"}}).does(begin_examination{});
    auto records = stored(d.told());
    records[1].replace(records[1].find("officer-1"), 9, "officer-9");
    memory_target folded;
    EXPECT_EQ(verdicts(folded, records),
              (std::vector{verdict::counts, verdict::counts, verdict::not_next, verdict::not_next}))
        << "the changed event still follows its forerunner; all that follow it no longer do";
}

TEST(the_one_rule, counts_numbers_only_in_their_order) {
    desk a = an_accepted_dossier();
    auto records = stored(a.told());
    // A second case that was decided without knowledge of the first claims the same numbers.
    desk b;
    b.does(testing_support::filed_at_counter("fee_relief"));
    auto clash = b.last();
    clash.about.subject = events::case_id{"another case"};
    clash.about.command = events::command_id{"another command"};
    records.push_back(events::encode(clash));
    memory_target folded;
    EXPECT_EQ(verdicts(folded, records).back(), verdict::number_not_next);
    EXPECT_EQ(folded.cases().size(), 1U);
}

TEST(the_one_rule, passes_foreign_records_by) {
    const desk d = an_accepted_dossier();
    auto records = stored(d.told());
    records.insert(records.begin(), "hello");
    records.insert(records.begin() + 2, R"({"specversion":"1.0","type":"com.example.other"})");
    memory_target folded;
    EXPECT_EQ(verdicts(folded, records),
              (std::vector{verdict::foreign, verdict::counts, verdict::foreign, verdict::counts}));
}

TEST(replay, of_random_lifecycles_equals_live_after_every_step) {
    const std::uint64_t seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random{seed};
    std::size_t steps = 0;
    for (int walk = 0; walk < 200; ++walk) {
        desk d;
        memory_target replayed;
        std::size_t folded = 0;
        for (int step = 0; step < 40; ++step) {
            if (random() % 4 == 0) {
                d.at(events::to_text(events::office_date(d.now() + std::chrono::days{1})) +
                     " 09:00");
            }
            d.by("officer-" + std::to_string(1 + random() % 3));
            d.on_grounds(plausible_grounds(d.state(), d.now(), random));
            static_cast<void>(d.tries(plausible_command(d.state(), d.now(), random)));
            if (d.told().size() > folded) {
                ASSERT_EQ(verdicts(replayed, {events::encode(d.last())}).front(), verdict::counts);
                ASSERT_EQ(replayed.cases().begin()->second, d.state());
                ++folded;
                ++steps;
            }
        }
    }
    EXPECT_GT(steps, 1000U);
}

TEST(evolve, follows_an_event_of_an_unknown_type_by_its_facts) {
    desk d = an_accepted_dossier();
    auto later = d.last();
    later.detail = events::unknown_event{"vn.thads.motcua.from_the_future.v1"};
    later.about.command = events::command_id{"future command"};
    later.about.prev = d.state().head;
    later.about.sequence = 3;
    later.common = {};
    later.common.status_after = events::status::closed;
    auto records = stored(d.told());
    records.push_back(events::encode(later));
    memory_target folded;
    EXPECT_EQ(verdicts(folded, records).back(), verdict::counts);
    EXPECT_EQ(folded.cases().begin()->second.at, events::status::closed);
}

} // namespace
