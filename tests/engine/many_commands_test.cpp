#include "engine/many_commands.hpp"
#include "engine/memory_target.hpp"
#include "events/memory_log.hpp"
#include "tests/support/desk.hpp"

#include <gtest/gtest.h>

namespace {

using namespace engine;

command numbered_filing(int number, const char* procedure = "enf_request") {
    command out;
    out.id = events::command_id{events::uuid_of("many:" + std::to_string(number))};
    out.office = events::office_code{"96"};
    out.actor = events::officer_id{"officer-1"};
    out.acting_as = events::role::counter_officer;
    out.detail = testing_support::filed_at_counter(procedure);
    return out;
}

struct asked_node {
    events::memory_log log{std::make_shared<events::memory_records>(2)};
    memory_target folded;
    manual_clock time{testing_support::office_time("2017-06-01 08:00")};
    node by;

    explicit asked_node(std::size_t waiting_max)
        : by(log, folded, default_rule_set(), time, {.waiting_max = waiting_max}) {
        by.start();
    }
};

TEST(many_commands, are_all_recorded_though_the_node_lets_only_a_few_wait) {
    constexpr std::size_t few = 4;
    asked_node at{few};
    many_commands commands{at.by, few};
    for (int i = 0; i < 500; ++i) {
        commands.ask(numbered_filing(i));
    }
    const auto told = commands.answered();
    EXPECT_EQ(told.recorded, 500U);
    EXPECT_EQ(told.refused, 0U);
    EXPECT_FALSE(told.failed);
    at.by.stop();
    EXPECT_EQ(at.folded.cases().size(), 500U);
}

TEST(many_commands, tell_refusals_from_what_was_recorded) {
    asked_node at{64};
    many_commands commands{at.by, 1};
    commands.ask(numbered_filing(1));
    commands.ask(numbered_filing(2, "no_such_procedure"));
    commands.ask(numbered_filing(1)); // counts once, and is told so
    const auto told = commands.answered();
    EXPECT_EQ(told.recorded, 2U);
    EXPECT_EQ(told.refused, 1U);
    at.by.stop();
    EXPECT_EQ(at.folded.cases().size(), 1U);
}

TEST(many_commands, end_with_the_first_failure_and_say_it) {
    asked_node at{64};
    many_commands commands{at.by, 16};
    commands.ask(numbered_filing(1));
    EXPECT_EQ(commands.answered().recorded, 1U);
    at.by.stop();
    commands.ask(numbered_filing(2));
    commands.ask(numbered_filing(3));
    const auto told = commands.answered();
    EXPECT_EQ(told.recorded, 1U);
    ASSERT_TRUE(told.failed);
    EXPECT_TRUE(told.failed->known_absent);
}

} // namespace
