// The embedded log between processes: one writer, and what a killed one leaves.
#include "events/fault.hpp"
#include "events/sqlite_log.hpp"
#include "tests/support/child_test.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace {

using namespace events;
using support::child_test;
using testing::HasSubstr;

constexpr partition_id here{0};

std::unique_ptr<events::log> open(const std::filesystem::path& path) {
    return open_sqlite_log({.path = path, .partitions = 1, .holder = "sqlite_log_process_test"});
}

/// Run by the tests below in a process of its own: appends until it is killed, and tells its parent
/// of each record after the log has answered for it.
TEST(sqlite_log_child, DISABLED_appends_until_killed) {
    const auto log = open(support::child_argument());
    for (offset i = log->end(here);; ++i) {
        const auto result = append_and_wait(
            *log, here, {{office_code("96"), "type", "record " + std::to_string(i)}});
        ASSERT_EQ(result.status, append_status::durable) << result.problem;
        support::tell_parent(std::to_string(result.first));
    }
}

constexpr const char* child = "sqlite_log_child.DISABLED_appends_until_killed";

TEST(sqlite_log_process, refuses_a_second_writing_process_and_names_the_first) {
    const support::temporary_folder folder;
    const auto path = folder / "events.sqlite";
    child_test first(child, path);
    ASSERT_EQ(first.next_line(), "0");
    try {
        open(path);
        FAIL() << "two processes may write";
    } catch (const log_fault& refused) {
        EXPECT_EQ(refused.code(), "log-held");
        EXPECT_THAT(refused.what(), HasSubstr("pid " + std::to_string(first.pid())));
        EXPECT_THAT(refused.what(), HasSubstr("sqlite_log_process_test"));
    }
    EXPECT_GT(open_sqlite_log_read_only(path)->end(here), 0U);
    first.kill();
    EXPECT_GT(open(path)->end(here), 0U); // the kernel gave the right to write back
}

TEST(sqlite_log_process, keeps_all_it_answered_for_when_it_is_killed) {
    const auto seed = std::random_device{}();
    RecordProperty("seed", std::to_string(seed));
    std::mt19937 random(seed);
    const support::temporary_folder folder;
    const auto path = folder / "events.sqlite";
    offset answered = 0;
    for (int round = 0; round < 5; ++round) {
        child_test writer(child, path);
        const auto wanted = answered + 1 + random() % 50;
        std::string line;
        while (answered < wanted && !(line = writer.next_line()).empty()) {
            answered = std::stoull(line) + 1;
        }
        writer.kill();
        while (!(line = writer.next_line()).empty()) {
            answered = std::stoull(line) + 1;
        }
        const auto log = open(path);
        ASSERT_GE(log->end(here), answered) << "seed " << seed;
        ASSERT_LE(log->end(here), answered + 1) << "seed " << seed;
        log->read(here, 0, log->end(here), [&](const stored_record& stored) {
            EXPECT_EQ(stored.value, "record " + std::to_string(stored.at)) << "seed " << seed;
            return true;
        });
    }
}

TEST(sqlite_log_process, makes_what_a_killed_one_left_durable_before_it_answers) {
    const support::temporary_folder folder;
    const auto path = folder / "events.sqlite";
    {
        child_test writer(child, path);
        ASSERT_EQ(writer.next_line(), "0");
        writer.kill();
    }
    EXPECT_GT(std::filesystem::file_size(path.string() + "-wal"), 0U);
    const auto log = open(path);
    EXPECT_EQ(std::filesystem::file_size(path.string() + "-wal"), 0U);
    EXPECT_GT(log->end(here), 0U);
}

} // namespace
