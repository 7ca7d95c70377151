#include "connectors/duties/counting_events.hpp"
#include "engine/memory_target.hpp"
#include "events/codec.hpp"
#include "projections/rebuild.hpp"
#include "projections/store.hpp"
#include "tests/support/offices_at_work.hpp"
#include "tests/support/projected.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace {

using testing_support::offices_at_work;
using testing_support::projected;

bool whatever(std::string_view) { return true; }

/// How many events of the partition count, as the plainest fold has it.
std::uint64_t counting_in(const events::log& log, events::partition_id partition) {
    engine::memory_target plain;
    engine::fold_partition(plain, log, partition, log.end(partition), 1000);
    return plain.counted_events();
}

TEST(each_counting, visits_what_is_folded_and_waits_for_its_commit) {
    projected world;
    offices_at_work{{.seed = 61, .chaos = 0.05}}.write(world.log(), 300);
    events::fast_decoder decoder;
    static_cast<void>(world.log().read({0}, 0, 300, [&](const events::stored_record& record) {
        static_cast<void>(
            engine::fold_record(world.store(), decoder, 1, {{0}, record.at}, record.value));
        return true;
    }));
    std::uint64_t visited = 0;
    const auto next = connectors::each_counting(
        world.log(), world.store(), {0}, 0, whatever,
        [&](events::offset, const events::event&) { return ++visited > 0; });
    EXPECT_EQ(next, 300U);
    EXPECT_EQ(visited, counting_in(world.log(), {0}))
        << "what is passed over here is never looked at again";
}

TEST(each_counting, ends_before_the_first_that_is_not_taken) {
    projected world;
    offices_at_work{{.seed = 63, .chaos = 0.0}}.write(world.log(), 50);
    world.fold();
    std::vector<events::offset> visited;
    const auto take = [&](std::size_t many) {
        return connectors::each_counting(world.log(), world.store(), {0}, 0, whatever,
                                         [&](events::offset at, const events::event&) {
                                             visited.push_back(at);
                                             return visited.size() <= many;
                                         });
    };
    const auto next = take(3);
    ASSERT_EQ(visited.size(), 4U);
    EXPECT_EQ(next, visited.back()) << "it is visited again";
}

TEST(each_counting, tells_what_cannot_be_read_by_who_visits_and_does_not_pass_it_over) {
    projected world;
    offices_at_work{{.seed = 64, .chaos = 0.0}}.write(world.log(), 50);
    world.fold();
    std::uint64_t visited = 0;
    const auto visit = [&](events::offset, const events::event&) {
        if (++visited == 3) { // as when another step of the case, to which it leads, is damaged
            static_cast<void>(events::decode("{"));
        }
        return true;
    };
    EXPECT_THROW(static_cast<void>(connectors::each_counting(world.log(), world.store(), {0}, 0,
                                                             whatever, visit)),
                 events::decode_error);
    EXPECT_EQ(visited, 3U) << "nothing behind it is taken as done";
}

/// The duties' thread beside the one that folds, while rows are made anew and take over. A rebuild
/// wants to switch between two commits: the folding thread lends itself for it.
TEST(each_counting, visits_each_once_while_rows_are_made_anew) {
    projected world{2};
    offices_at_work some{{.seed = 62, .partitions = 2, .chaos = 0.05}};
    some.write(world.log(), 600);
    world.fold();
    std::mutex one_at_a_time; // the folding thread, and who does something between its commits
    std::atomic<bool> folding{true};
    std::thread folds{[&] {
        while (folding) {
            {
                const std::scoped_lock lock{one_at_a_time};
                some.write(world.log(), 20);
                for (std::uint32_t i = 0; i < 2; ++i) {
                    engine::fold_partition(world.store(), world.log(), {i}, world.log().end({i}),
                                           7);
                }
            }
            std::this_thread::sleep_for(std::chrono::milliseconds{2}); // for who waits for the lock
        }
    }};
    std::vector<events::offset> from(2, 0);
    std::uint64_t visited = 0;
    const auto look = [&] {
        for (std::uint32_t i = 0; i < 2; ++i) {
            from[i] = connectors::each_counting(
                world.log(), world.store(), {i}, from[i], whatever,
                [&](events::offset, const events::event&) { return ++visited > 0; });
        }
    };
    std::atomic<bool> looking{true};
    std::thread looks{[&] {
        while (looking) {
            look();
        }
    }};
    {
        projections::rebuild again{world.store(), world.log(),
                                   [&](const std::function<void()>& what) {
                                       const std::scoped_lock lock{one_at_a_time};
                                       what();
                                   }};
        for (int round = 0; round < 3; ++round) {
            EXPECT_TRUE(again.start());
            const auto ended = again.wait();
            EXPECT_EQ(ended.phase, projections::rebuild_phase::done) << ended.problem;
        }
    }
    folding = false;
    folds.join();
    looking = false;
    looks.join();
    while (from[0] < world.log().end({0}) || from[1] < world.log().end({1})) {
        look();
    }
    EXPECT_EQ(visited, counting_in(world.log(), {0}) + counting_in(world.log(), {1}));
}

} // namespace
