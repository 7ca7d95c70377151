#include "events/fault.hpp"
#include "events/sqlite.hpp"
#include "events/sqlite_log.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <condition_variable>
#include <fstream>
#include <mutex>
#include <random>

namespace {

using namespace events;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

constexpr partition_id here{0};

std::vector<log_record> batch(const std::vector<std::string>& values) {
    std::vector<log_record> records;
    for (const auto& value : values) {
        records.push_back({office_code("964"), "vn.thads.motcua.request_received.v1", value});
    }
    return records;
}

std::vector<std::string> values(const events::log& of, partition_id partition = here) {
    std::vector<std::string> found;
    of.read(partition, 0, 1'000'000, [&](const stored_record& stored) {
        found.emplace_back(stored.value);
        return true;
    });
    return found;
}

/// The fault's code and text, or empty when nothing is thrown.
template <class Work> std::pair<std::string, std::string> fault_of(Work&& work) {
    try {
        static_cast<void>(work());
    } catch (const fault& thrown) {
        return {thrown.code(), thrown.what()};
    }
    return {};
}

class sqlite_log_test : public testing::Test {
protected:
    [[nodiscard]] sqlite_log_options options(std::uint32_t partitions = 1) const {
        return {.path = path_, .partitions = partitions, .holder = "this test"};
    }

    void make(const std::vector<std::string>& written, std::uint32_t partitions = 1) const {
        write(*open_sqlite_log(options(partitions)), here, written);
    }

    static void write(events::log& to, partition_id partition,
                      const std::vector<std::string>& written) {
        ASSERT_EQ(append_and_wait(to, partition, batch(written)).status, append_status::durable);
    }

    void change_file(const std::string& sql) const {
        sqlite_database(path_, sqlite_open::read_write).execute(sql);
    }

    /// Flips one bit of the first byte of `text` where it lies in the file.
    void damage(const std::string& text) const {
        std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
        std::string bytes((std::istreambuf_iterator<char>(file)), {});
        const auto at = bytes.find(text);
        ASSERT_NE(at, std::string::npos);
        file.clear();
        file.seekp(static_cast<std::streamoff>(at));
        file.put(static_cast<char>(bytes[at] ^ 1));
    }

    support::temporary_folder folder_;
    std::filesystem::path path_ = folder_ / "events.sqlite";
};

TEST_F(sqlite_log_test, refuses_a_second_writer_and_names_the_first) {
    const auto log = open_sqlite_log(options());
    const auto [code, text] = fault_of([&] { return open_sqlite_log(options()); });
    EXPECT_EQ(code, "log-held");
    EXPECT_THAT(text, HasSubstr("pid " + std::to_string(getpid())));
    EXPECT_THAT(text, HasSubstr("this test"));
}

TEST_F(sqlite_log_test, can_be_written_again_once_it_was_closed) {
    make({"a"});
    make({"b"});
    EXPECT_EQ(values(*open_sqlite_log(options())), (std::vector<std::string>{"a", "b"}));
}

TEST_F(sqlite_log_test, leaves_one_file_and_its_lock_when_closed) {
    make({"a"});
    std::size_t files = 0;
    for ([[maybe_unused]] const auto& file : std::filesystem::directory_iterator(folder_.path())) {
        ++files;
    }
    EXPECT_EQ(files, 2U);
}

TEST_F(sqlite_log_test, keeps_the_partitions_it_was_made_with) {
    make({"a"}, 5);
    EXPECT_EQ(open_sqlite_log(options(0))->partitions(), 5U);
    EXPECT_EQ(open_sqlite_log(options(5))->partitions(), 5U);
    const auto [code, text] = fault_of([&] { return open_sqlite_log(options(6)); });
    EXPECT_EQ(code, "log-partitions");
    EXPECT_THAT(text, HasSubstr("5 partitions and 6"));
}

TEST_F(sqlite_log_test, is_not_made_without_a_number_of_partitions) {
    EXPECT_EQ(fault_of([&] { return open_sqlite_log(options(0)); }).first, "log-partitions");
}

TEST_F(sqlite_log_test, refuses_to_append_to_a_partition_that_is_not_there) {
    const auto log = open_sqlite_log(options(2));
    EXPECT_THROW(log->append({2}, batch({"a"}), {}), std::out_of_range);
}

TEST_F(sqlite_log_test, does_not_open_another_programs_file) {
    sqlite_database(path_, sqlite_open::create).execute("CREATE TABLE t (x)");
    EXPECT_EQ(fault_of([&] { return open_sqlite_log(options()); }).first, "log-foreign");
    EXPECT_EQ(fault_of([&] { return open_sqlite_log_read_only(path_); }).first, "log-foreign");
}

TEST_F(sqlite_log_test, does_not_open_what_is_no_database) {
    std::ofstream(path_) << std::string(10'000, 'x');
    EXPECT_EQ(fault_of([&] { return open_sqlite_log(options()); }).first, "log-damaged");
    EXPECT_EQ(fault_of([&] { return open_sqlite_log_read_only(path_); }).first, "log-damaged");
}

TEST_F(sqlite_log_test, takes_tables_that_are_not_those_it_made_for_damage) {
    make({"a"}, 2);
    change_file("ALTER TABLE events_1 RENAME COLUMN offset TO offsex");
    EXPECT_EQ(fault_of([&] { return open_sqlite_log(options(2)); }).first, "log-damaged");
    EXPECT_EQ(fault_of([&] { return open_sqlite_log_read_only(path_)->end({1}); }).first,
              "log-damaged");
}

TEST_F(sqlite_log_test, does_not_open_a_later_format) {
    make({"a"});
    change_file("PRAGMA user_version = 2");
    EXPECT_EQ(fault_of([&] { return open_sqlite_log(options()); }).first, "log-version");
}

TEST_F(sqlite_log_test, says_when_its_folder_is_missing) {
    auto lost = options();
    lost.path = folder_ / "no such folder" / "events.sqlite";
    EXPECT_EQ(fault_of([&] { return open_sqlite_log(lost); }).first, "log-open");
    EXPECT_EQ(fault_of([&] { return open_sqlite_log_read_only(lost.path); }).first, "log-open");
}

TEST_F(sqlite_log_test, says_once_what_it_could_not_open) {
    const auto nowhere = folder_ / "nowhere";
    const auto text = fault_of([&] { return open_sqlite_log_read_only(nowhere); }).second;
    const auto said = text.find(nowhere.string());
    EXPECT_THAT(text, StartsWith("open " + nowhere.string() + ": "));
    EXPECT_EQ(text.find(nowhere.string(), said + 1), std::string::npos) << text;
    EXPECT_THAT(text, HasSubstr("; check the path"));
}

TEST_F(sqlite_log_test, refuses_to_open_with_a_hole_and_says_where) {
    make({"a", "b", "c", "d"}, 3);
    change_file("DELETE FROM events_0 WHERE offset = 2");
    const auto [code, text] = fault_of([&] { return open_sqlite_log(options(0)); });
    EXPECT_EQ(code, "log-damaged");
    EXPECT_THAT(text, HasSubstr("partition 0"));
    EXPECT_THAT(text, HasSubstr("offset 2 is missing"));
}

TEST_F(sqlite_log_test, refuses_to_open_without_its_beginning) {
    make({"a", "b"});
    change_file("DELETE FROM events_0 WHERE offset = 0");
    EXPECT_THAT(fault_of([&] { return open_sqlite_log(options()); }).second,
                HasSubstr("offset 0 is missing"));
}

TEST_F(sqlite_log_test, refuses_to_open_without_its_end) {
    make({"a", "b", "c"}, 2);
    change_file("DELETE FROM events_0 WHERE offset >= 1");
    EXPECT_THAT(fault_of([&] { return open_sqlite_log(options(2)); }).second,
                HasSubstr("offset 1 is missing"));
    EXPECT_THAT(check_sqlite_log(path_),
                testing::ElementsAre(HasSubstr("offset 1 is missing, and all after it")));
}

TEST_F(sqlite_log_test, refuses_to_open_without_one_of_its_partitions) {
    make({"a"}, 3);
    change_file("DROP VIEW events; DROP TABLE events_2");
    EXPECT_EQ(fault_of([&] { return open_sqlite_log(options(0)); }).first, "log-damaged");
}

TEST_F(sqlite_log_test, never_reads_over_a_hole) {
    make({"a", "b", "c"});
    change_file("DELETE FROM events_0 WHERE offset = 1");
    const auto log = open_sqlite_log_read_only(path_);
    std::vector<std::string> seen;
    const auto [code, text] = fault_of([&] {
        log->read(here, 0, 10, [&](const stored_record& stored) {
            seen.emplace_back(stored.value);
            return true;
        });
    });
    EXPECT_EQ(code, "log-damaged");
    EXPECT_THAT(text, HasSubstr("offset 1 is missing"));
    EXPECT_EQ(seen, std::vector<std::string>{"a"});
}

TEST_F(sqlite_log_test, never_serves_a_record_with_a_flipped_bit) {
    make({"the first", "the second", "the third"});
    damage("the second");
    const auto log = open_sqlite_log(options());
    const auto [code, text] = fault_of([&] { return values(*log); });
    EXPECT_EQ(code, "log-damaged");
    EXPECT_THAT(text, HasSubstr("offset 1 does not have its checksum"));
}

TEST_F(sqlite_log_test, notices_a_record_in_anothers_place) {
    make({"a", "b", "c"}, 2);
    change_file(
        "UPDATE events_0 SET value = (SELECT value FROM events_0 WHERE offset = 0), crc32 = "
        "(SELECT crc32 FROM events_0 WHERE offset = 0) WHERE offset = 2;"
        "INSERT INTO events_1 SELECT * FROM events_0 WHERE offset = 0");
    const auto log = open_sqlite_log(options(0));
    EXPECT_THAT(fault_of([&] { return values(*log); }).second, HasSubstr("offset 2"));
    EXPECT_THAT(fault_of([&] { return values(*log, {1}); }).second, HasSubstr("partition 1"));
}

/// Whatever bit of the file flips: what is read is what was written, or a fault is thrown, and the
/// check tells when not all of it is read.
TEST_F(sqlite_log_test, never_serves_anything_else_after_any_flipped_bit) {
    const auto seed = std::random_device{}();
    std::mt19937 random(seed);
    std::vector<std::string> written;
    for (int i = 0; i < 60; ++i) {
        written.push_back("record " + std::to_string(i) + std::string(random() % 900, 'x'));
    }
    make(written, 2);
    std::ifstream file(path_, std::ios::binary);
    const std::string good{std::istreambuf_iterator<char>(file), {}};
    int noticed = 0;
    for (int round = 0; round < 300; ++round) {
        std::string bytes = good;
        const auto bit = random() % (8 * bytes.size());
        bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
        std::ofstream(path_, std::ios::binary) << bytes;
        std::vector<std::string> seen;
        const auto [code, text] = fault_of([&] {
            const auto log = open_sqlite_log_read_only(path_);
            log->read(here, 0, 1000, [&](const stored_record& stored) {
                seen.emplace_back(stored.value);
                return true;
            });
        });
        const bool whole = code.empty() && seen.size() == written.size();
        noticed += whole ? 0 : 1;
        ASSERT_LE(seen.size(), written.size()) << "seed " << seed << " bit " << bit;
        ASSERT_TRUE(std::equal(seen.begin(), seen.end(), written.begin()))
            << "seed " << seed << " bit " << bit;
        ASSERT_TRUE(whole || !check_sqlite_log(path_).empty()) << "seed " << seed << " bit " << bit;
    }
    EXPECT_GT(noticed, 100) << "seed " << seed;
}

TEST_F(sqlite_log_test, finds_nothing_wrong_with_a_good_file) {
    make({"a", "b"}, 3);
    EXPECT_THAT(check_sqlite_log(path_), IsEmpty());
}

TEST_F(sqlite_log_test, names_all_that_is_wrong_with_a_bad_file) {
    make({"the first", "the second", "the third", "the fourth"});
    damage("the first");
    change_file("DELETE FROM events_0 WHERE offset = 2");
    const auto problems = check_sqlite_log(path_);
    ASSERT_EQ(problems.size(), 2U);
    EXPECT_THAT(problems[0], HasSubstr("offset 0 does not have its checksum"));
    EXPECT_THAT(problems[1], HasSubstr("offset 2 is missing"));
}

TEST_F(sqlite_log_test, can_be_read_while_it_is_written) {
    const auto log = open_sqlite_log(options(2));
    const auto auditor = open_sqlite_log_read_only(path_);
    EXPECT_EQ(auditor->partitions(), 2U);
    EXPECT_EQ(auditor->end(here), 0U);
    write(*log, here, {"a", "b"});
    EXPECT_EQ(auditor->end(here), 2U);
    EXPECT_EQ(values(*auditor), (std::vector<std::string>{"a", "b"}));
}

TEST_F(sqlite_log_test, refuses_appends_when_open_for_reading) {
    make({"a"});
    const auto auditor = open_sqlite_log_read_only(path_);
    const auto result = append_and_wait(*auditor, here, batch({"b"}));
    EXPECT_EQ(result.status, append_status::refused);
    EXPECT_THAT(result.problem, HasSubstr("reading only"));
    EXPECT_EQ(values(*open_sqlite_log(options())), std::vector<std::string>{"a"});
}

TEST_F(sqlite_log_test, tells_readers_that_another_connection_has_written) {
    const auto log = open_sqlite_log(options(2));
    const auto auditor = open_sqlite_log_read_only(path_, std::chrono::milliseconds{1});
    std::mutex mutex;
    std::condition_variable told;
    std::vector<partition_id> grown;
    auditor->follow([&](partition_id partition) {
        const std::lock_guard lock(mutex);
        grown.push_back(partition);
        told.notify_all();
    });
    write(*log, {1}, {"a"});
    std::unique_lock lock(mutex);
    told.wait(lock, [&] { return !grown.empty(); });
    EXPECT_EQ(grown, std::vector<partition_id>{{1}});
}

TEST_F(sqlite_log_test, can_be_read_with_the_sqlite3_shell) {
    make({R"({"type":"a","subject":"x"})", R"({"type":"b","subject":"x"})"}, 3);
    const sqlite_database shell(path_, sqlite_open::read_only);
    EXPECT_EQ(shell.text("SELECT value ->> '$.type' FROM events WHERE offset = 1"), "b");
    EXPECT_EQ(shell.number("SELECT count(*) FROM events WHERE partition = 0"), 2);
}

TEST_F(sqlite_log_test, keeps_the_wal_short_under_load) {
    const auto log = open_sqlite_log(options());
    for (int i = 0; i < 40; ++i) {
        write(*log, here, {std::string(1U << 20U, 'x')});
        EXPECT_EQ(log->read(here, log->end(here) - 1, 1, [](const auto&) { return true; }),
                  log->end(here));
    }
    EXPECT_LT(std::filesystem::file_size(path_.string() + "-wal"), 16U << 20U);
}

TEST_F(sqlite_log_test, refuses_appends_below_the_reserve_and_takes_them_again_above) {
    std::uint64_t free = 100U << 20U;
    auto tight = options();
    tight.free_bytes = [&] { return free; };
    tight.free_check_interval = {};
    const auto log = open_sqlite_log(tight);
    const auto status = [&](const std::string& value) {
        return append_and_wait(*log, here, batch({value})).status;
    };
    EXPECT_EQ(status("a"), append_status::durable);
    free = 63U << 20U;
    const auto refused = append_and_wait(*log, here, batch({"b"}));
    EXPECT_EQ(refused.status, append_status::refused);
    EXPECT_THAT(refused.problem, HasSubstr("63.0 MiB are free, 64.0 MiB are kept in reserve"));
    free = 65U << 20U;
    EXPECT_EQ(status("c"), append_status::durable);
    EXPECT_EQ(status(std::string(1U << 20U, 'x')), append_status::refused);
    EXPECT_EQ(values(*log), (std::vector<std::string>{"a", "c"}));
}

} // namespace
