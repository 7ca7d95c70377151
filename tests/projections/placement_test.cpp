// Rows know records by their own places, and only events that lie where they belong.
#include "engine/verify.hpp"
#include "events/codec.hpp"
#include "projections/digest.hpp"
#include "projections/queries.hpp"
#include "projections/store.hpp"
#include "tests/support/fill.hpp"
#include "tests/support/log_with_holes.hpp"
#include "tests/support/offices_at_work.hpp"
#include "tests/support/projected.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <random>

namespace {

using testing_support::log_with_holes;
using testing_support::offices_at_work;

projections::store_options options_in(const std::filesystem::path& folder, std::size_t threads) {
    projections::store_options out;
    out.folder = folder;
    out.block_cache_bytes = 8U << 20U;
    out.write_buffer_bytes = 4U << 20U;
    out.case_cache_bytes = 256U << 10U;
    out.loading_threads = threads;
    return out;
}

/// The rows of a store that was there before the records.
projections::rows_digest folded_one_by_one(projections::store& into, const events::log& log) {
    for (std::uint32_t i = 0; i < log.partitions(); ++i) {
        engine::fold_partition(into, log, {i}, log.end({i}), 170);
    }
    return projections::digest(into.view());
}

/// Loading, with any number of threads, ends with the same rows, at the same place, and a store
/// that is opened once more goes on with them.
void expect_loading_agrees(const events::log& log, const projections::rows_digest& one_by_one) {
    for (const std::size_t threads : {1U, 2U, 4U}) {
        const support::temporary_folder folder;
        {
            const projections::store loaded{options_in(folder / "rows", threads), log};
            const auto at_once = projections::digest(loaded.view());
            EXPECT_EQ(at_once, one_by_one) << projections::difference(at_once, one_by_one);
            EXPECT_EQ(loaded.status().at, projections::end_of(log));
        }
        const projections::store again{options_in(folder / "rows", threads), log};
        EXPECT_EQ(again.status().opened, projections::opening::resumed)
            << again.status().opening_reason;
    }
}

TEST(rows, are_the_same_however_they_were_made_when_offsets_have_holes) {
    const auto seed = testing_support::seed_of_this_run();
    SCOPED_TRACE("MOTCUA_TEST_SEED=" + std::to_string(seed));
    std::mt19937_64 random{seed};
    log_with_holes log{3};
    const support::temporary_folder folder;
    projections::store folded{options_in(folder / "rows", 1), log};
    offices_at_work work{{.seed = seed, .partitions = 3, .offices = 7, .chaos = 0.08}};
    for (int i = 0; i < 3000; ++i) {
        const auto next = work.next();
        log.land(next.partition, next.what.value);
        if (random() % 9 == 0) {
            log.leave_hole(next.partition);
        }
    }
    for (std::uint32_t i = 0; i < 3; ++i) {
        log.leave_hole({i}); // what was written last was no record either
    }
    const auto one_by_one = folded_one_by_one(folded, log);
    EXPECT_GT(folded.status().events_counted, 2000U);
    EXPECT_EQ(folded.status().at, projections::end_of(log));
    expect_loading_agrees(log, one_by_one);
}

/// An office's events in the partition of another one, which has no business there.
TEST(rows, know_nothing_of_an_event_in_a_partition_that_is_not_its_offices) {
    offices_at_work work{{.seed = 5, .partitions = 3, .offices = 7}};
    log_with_holes log{3};
    const support::temporary_folder folder;
    projections::store folded{options_in(folder / "rows", 1), log};
    // A well-formed first event of a case, without numbers that its office's counters would refuse.
    events::event stray;
    events::partition_id home;
    for (bool found = false; !found;) {
        const auto next = work.next();
        log.land(next.partition, next.what.value);
        stray = events::decode(next.what.value);
        home = next.partition;
        found = !stray.about.prev && stray.about.sequence == 1;
    }
    stray.about.subject = events::case_id{events::uuid_of("stray")};
    stray.about.command = events::command_id{events::uuid_of("stray command")};
    stray.common.numbers.clear();
    const auto bytes = events::encode(stray);
    log.land({(home.value + 1) % 3}, bytes);
    log.land({(home.value + 2) % 3}, bytes);
    for (int i = 0; i < 500; ++i) {
        const auto next = work.next();
        log.land(next.partition, next.what.value);
    }
    const auto one_by_one = folded_one_by_one(folded, log);
    EXPECT_FALSE(projections::find_case(folded.view(), stray.about.subject));
    EXPECT_EQ(folded.status().records_foreign, 2U);
    expect_loading_agrees(log, one_by_one);
    const auto report = engine::verify(log);
    EXPECT_TRUE(report.holds());
    EXPECT_EQ(report.not_counting.at(engine::verdict::foreign), 2U);
    EXPECT_EQ(report.cases, folded.status().cases);

    log.land(home, bytes); // where it belongs it is as good as any
    EXPECT_EQ(engine::verify(log).cases, report.cases + 1);
}

} // namespace
