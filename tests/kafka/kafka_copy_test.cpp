#include "engine/verify.hpp"
#include "events/log_copy.hpp"
#include "events/sqlite_log.hpp"
#include "tests/kafka/cluster.hpp"
#include "tests/support/offices_at_work.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

namespace {

using namespace events;

TEST(copying_a_log_into_kafka, and_back_keeps_counts_hashes_and_heads) {
    const support::temporary_folder folder;
    const auto source = open_sqlite_log({.path = folder / "log.db", .partitions = 3});
    testing_support::offices_at_work work({.seed = 5, .partitions = 3, .chaos = 0.05});
    work.write(*source, 5000);

    kafka_testing::fresh_topic topic;
    const auto kafka = topic.open(3);
    EXPECT_EQ(copy_log(*source, *kafka, labels_of_events()).copied, 5000U);
    const auto back = open_sqlite_log({.path = folder / "back.db", .partitions = 3});
    EXPECT_EQ(copy_log(*kafka, *back, labels_of_events()).copied, 5000U);

    const auto before = engine::verify(*source);
    EXPECT_GT(before.not_counting.size(), 0U) << "records that do not count are copied, too";
    for (const auto& after : {engine::verify(*kafka), engine::verify(*back)}) {
        EXPECT_EQ(after.heads, before.heads);
        EXPECT_EQ(after.counting, before.counting);
        EXPECT_EQ(after.not_counting, before.not_counting);
        EXPECT_EQ(after.ends, before.ends);
    }
}

} // namespace
