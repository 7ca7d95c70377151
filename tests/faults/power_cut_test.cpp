// kill -9 of the whole application at random moments under load, each kill a power cut for the log.
//
// MOTCUA_KILLS sets how many kills there are in all (default 40), MOTCUA_SEED where they begin.
#include "tests/faults/harness.hpp"
#include "tests/support/child_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <random>

namespace {

using faults::harness;
using testing::IsEmpty;

/// Run by the tests below in a process of its own.
TEST(power_cut_child, DISABLED_works_until_killed) {
    faults::work_until_killed(faults::load_options_from_text(support::child_argument()));
}

std::uint64_t number_of(const char* variable, std::uint64_t otherwise) {
    const char* text = std::getenv(variable);
    return text != nullptr ? std::stoull(text) : otherwise;
}

/// As many folders, so that they can run at once and none grows long.
constexpr std::uint64_t shards = 4;
constexpr std::uint64_t kills_of_a_folder = 25;

class power_cut : public testing::TestWithParam<std::uint64_t> {};

TEST_P(power_cut, loses_nothing_acknowledged_and_counts_nothing_twice) {
    auto left = number_of("MOTCUA_KILLS", 40) / shards;
    const auto seed = number_of("MOTCUA_SEED", std::random_device{}());
    for (std::uint64_t folder = 0; left > 0; ++folder) {
        // The disk of every second folder has written some of what was never synced.
        harness one{{.seed = seed + 100 * GetParam() + folder,
                     .synced = true,
                     .early = folder % 2 == GetParam() % 2 ? 0.0 : 0.3}};
        std::uint64_t kills = 0;
        for (; kills < kills_of_a_folder && left > 0; ++kills, --left) {
            one.run_and_kill();
            ASSERT_THAT(one.check(), IsEmpty());
        }
        EXPECT_THAT(one.check_mail(), IsEmpty());
        EXPECT_GT(one.acknowledged(), 0U) << "the load did nothing";
        std::cout << "seed " << seed << ": " << kills << " kills, " << one.events() << " events, "
                  << one.acknowledged() << " acknowledged steps, " << one.asked_again()
                  << " asked again, " << one.lost() << " lost\n";
    }
}

INSTANTIATE_TEST_SUITE_P(folders, power_cut, testing::Range<std::uint64_t>(0, shards));

TEST(power_cut_control, is_noticed_when_appends_are_not_synced) {
    const auto seed = number_of("MOTCUA_SEED", std::random_device{}());
    std::uint64_t lost = 0;
    for (std::uint64_t folder = 0; folder < 5 && lost == 0; ++folder) {
        harness one{{.seed = seed + folder, .synced = false}};
        for (int kill = 0; kill < 4 && lost == 0; ++kill) {
            one.run_and_kill();
            static_cast<void>(one.check());
            lost = one.lost();
        }
    }
    std::cout << "seed " << seed << ": " << lost << " acknowledged steps lost without syncing\n";
    EXPECT_GT(lost, 0U) << "a log that does not sync lost nothing: this harness proves nothing";
}

} // namespace
