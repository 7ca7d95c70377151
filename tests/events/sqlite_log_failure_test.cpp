// What the embedded log answers when the disk fails under it.
#include "events/fault.hpp"
#include "events/sqlite_log.hpp"
#include "tests/support/failing_disk.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace events;
using support::disk_fault;
using testing::HasSubstr;

constexpr partition_id here{0};

std::vector<log_record> batch(const std::vector<std::string>& values) {
    std::vector<log_record> records;
    for (const auto& value : values) {
        records.push_back({office_code("964"), "type", value});
    }
    return records;
}

class sqlite_log_failure : public testing::Test {
protected:
    void open() {
        log_.reset();
        log_ = open_sqlite_log(
            {.path = path_, .partitions = 1, .on_failed_sync = [this](const std::string& problem) {
                 problems_.push_back(problem);
             }});
    }
    append_result append(const std::string& value) {
        return append_and_wait(*log_, here, batch({value}));
    }
    [[nodiscard]] std::string content() const {
        std::string text;
        log_->read(here, 0, 1000, [&](const stored_record& stored) {
            text += stored.value;
            return true;
        });
        return text;
    }

    [[nodiscard]] std::size_t times_named(std::string_view text) const {
        const auto name = path_.filename().string();
        std::size_t times = 0;
        for (auto at = text.find(name); at != text.npos; at = text.find(name, at + 1)) {
            ++times;
        }
        return times;
    }

    support::temporary_folder folder_;
    std::filesystem::path path_ = folder_ / "events.sqlite";
    support::failing_disk disk_;
    std::vector<std::string> problems_;
    std::unique_ptr<events::log> log_;
};

TEST_F(sqlite_log_failure, answers_unknown_after_a_failed_sync_and_stops) {
    open();
    EXPECT_EQ(append("a").status, append_status::durable);
    disk_.fail({.at = disk_fault::call::sync, .file_ends_with = "-wal"});
    const auto unknown = append("b");
    EXPECT_EQ(unknown.status, append_status::unknown);
    EXPECT_THAT(unknown.problem, HasSubstr("start again and read the log"));
    EXPECT_EQ(times_named(unknown.problem), 1U) << unknown.problem;
    EXPECT_GT(disk_.failures(), 0);
    disk_.heal();
    // A sync that succeeds now proves nothing about the pages of the one that failed.
    const auto refused = append("c");
    EXPECT_EQ(refused.status, append_status::refused);
    EXPECT_EQ(log_->end(here), 1U);
    EXPECT_EQ(problems_.size(), 1U);
}

TEST_F(sqlite_log_failure, resolves_unknown_by_reading_after_a_new_start) {
    open();
    append("a");
    disk_.fail({.at = disk_fault::call::sync, .file_ends_with = "-wal"});
    EXPECT_EQ(append("b").status, append_status::unknown);
    disk_.heal();
    open();
    EXPECT_TRUE(content() == "a" || content() == "ab") << content();
    EXPECT_EQ(log_->end(here), content().size());
    EXPECT_EQ(append("c").status, append_status::durable);
    EXPECT_EQ(content().back(), 'c');
}

TEST_F(sqlite_log_failure, ends_the_process_by_default) {
    testing::FLAGS_gtest_death_test_style = "threadsafe";
    const auto fail = [this] {
        const auto log = open_sqlite_log({.path = path_, .partitions = 1});
        disk_.fail({.at = disk_fault::call::sync, .file_ends_with = "-wal"});
        static_cast<void>(append_and_wait(*log, here, batch({"a"})));
        log->append(here, batch({"b"}), [](const append_result&) {});
    };
    EXPECT_EXIT(fail(), testing::ExitedWithCode(75), "must end, start again and read the log");
}

TEST_F(sqlite_log_failure, refuses_and_goes_on_when_the_disk_is_full) {
    open();
    append("a");
    disk_.fail({.at = disk_fault::call::write, .with = disk_fault::answer::no_space});
    const auto refused = append("b");
    EXPECT_EQ(refused.status, append_status::refused);
    EXPECT_THAT(refused.problem, HasSubstr("nothing was written"));
    EXPECT_GT(disk_.failures(), 0);
    EXPECT_EQ(content(), "a");
    disk_.heal();
    EXPECT_EQ(append("c").first, 1U);
    EXPECT_EQ(content(), "ac");
    EXPECT_TRUE(problems_.empty());
    open();
    EXPECT_EQ(content(), "ac");
}

TEST_F(sqlite_log_failure, tells_every_append_of_a_failed_commit) {
    open();
    disk_.fail({.at = disk_fault::call::write, .file_ends_with = "-wal"});
    constexpr int appends = 100;
    int unknown = 0;
    int refused = 0;
    for (int i = 0; i < appends; ++i) {
        log_->append(here, batch({"x"}), [&](const append_result& result) {
            unknown += result.status == append_status::unknown ? 1 : 0;
            refused += result.status == append_status::refused ? 1 : 0;
        });
    }
    log_.reset(); // answers all
    EXPECT_GT(unknown, 0);
    EXPECT_EQ(unknown + refused, appends);
    EXPECT_EQ(problems_.size(), 1U);
    disk_.heal();
}

TEST_F(sqlite_log_failure, stops_when_moving_the_wal_cannot_be_synced) {
    open();
    disk_.fail({.at = disk_fault::call::sync, .file_ends_with = "events.sqlite"});
    int durable = 0;
    while (problems_.empty() && durable < 100) {
        durable += append(std::string(1U << 20U, 'x')).status == append_status::durable ? 1 : 0;
        // The checkpoint follows the answer; the next append waits for it.
        append("");
    }
    EXPECT_GT(disk_.failures(), 0);
    ASSERT_THAT(problems_, testing::SizeIs(1));
    EXPECT_THAT(problems_.front(), HasSubstr("move the WAL into " + path_.string() + ": "));
    EXPECT_EQ(times_named(problems_.front()), 1U) << problems_.front();
    EXPECT_EQ(append("y").status, append_status::refused);
    disk_.heal();
    open();
    EXPECT_GE(log_->end(here), static_cast<offset>(durable)); // the WAL had them all
}

TEST_F(sqlite_log_failure, goes_on_when_moving_the_wal_finds_no_room) {
    open();
    disk_.fail({.at = disk_fault::call::write,
                .with = disk_fault::answer::no_space,
                .file_ends_with = "events.sqlite"});
    for (int i = 0; i < 20; ++i) {
        EXPECT_EQ(append(std::string(1U << 20U, 'x')).status, append_status::durable);
    }
    EXPECT_GT(disk_.failures(), 0);
    EXPECT_TRUE(problems_.empty());
    disk_.heal();
    open();
    EXPECT_EQ(log_->end(here), 20U);
}

TEST_F(sqlite_log_failure, does_not_open_when_the_tail_cannot_be_made_durable) {
    open();
    append("a");
    disk_.fail({.at = disk_fault::call::sync, .file_ends_with = "-wal"});
    EXPECT_EQ(append("b").status, append_status::unknown);
    log_.reset();
    try {
        open();
        FAIL() << "opened on a disk whose syncs fail";
    } catch (const log_fault& refused) {
        EXPECT_EQ(refused.code(), "log-open");
        EXPECT_EQ(times_named(refused.what()), 1U) << refused.what();
    }
    disk_.heal();
    open();
    EXPECT_GE(log_->end(here), 1U);
}

} // namespace
