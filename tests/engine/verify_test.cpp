#include "engine/memory_target.hpp"
#include "engine/verify.hpp"
#include "events/memory_log.hpp"
#include "events/sqlite.hpp"
#include "events/sqlite_log.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

namespace {

using namespace engine;
using testing_support::an_accepted_dossier;
using testing_support::desk;

std::vector<std::string> a_history() {
    desk d = an_accepted_dossier();
    d.does(hand_over{events::officer_id{"officer-2"}}).does(begin_examination{});
    std::vector<std::string> out;
    for (const auto& one : d.told()) {
        out.push_back(events::encode(one));
    }
    return out;
}

verify_report verified(const std::vector<std::string>& records) {
    auto kept = std::make_shared<events::memory_records>(1);
    for (const auto& bytes : records) {
        const std::vector<events::log_record> one{{events::office_code{"96"}, "x", bytes}};
        kept->land({0}, one);
    }
    const events::memory_log log{kept, events::memory_log::completion::pump};
    return verify(log);
}

TEST(verify, proves_a_log_that_nobody_touched) {
    const auto report = verified(a_history());
    EXPECT_TRUE(report.holds());
    EXPECT_EQ(report.counting, 4U);
    EXPECT_EQ(report.cases, 1U);
}

TEST(verify, takes_an_event_in_a_partition_that_is_not_its_offices_for_foreign) {
    const auto records = a_history();
    for (std::uint32_t p = 0; p < 4; ++p) {
        auto kept = std::make_shared<events::memory_records>(4);
        for (const auto& bytes : records) {
            const std::vector<events::log_record> one{{events::office_code{"96"}, "x", bytes}};
            kept->land({p}, one);
        }
        const bool home = events::partition_of(events::office_code{"96"}, 4).value == p;
        const events::memory_log log{kept, events::memory_log::completion::pump};
        const auto report = verify(log);
        EXPECT_EQ(report.counting, home ? records.size() : 0U);
        EXPECT_EQ(report.not_counting.contains(verdict::foreign), !home);
        EXPECT_TRUE(report.holds()) << "a stranger's record breaks no chain";

        memory_target folded;
        fold_partition(folded, log, {p}, log.end({p}), 2);
        EXPECT_EQ(folded.counted_events(), home ? records.size() : 0U);
        EXPECT_EQ(folded.passed({p}), records.size());
    }
}

TEST(verify, names_the_event_that_no_longer_counts_after_any_flipped_byte) {
    const auto whole = a_history();
    const auto heads = verified(whole).heads;
    for (std::size_t i = 0; i < whole[1].size(); ++i) {
        auto records = whole;
        records[1][i] = static_cast<char>(records[1][i] ^ 1);
        const auto report = verified(records);
        ASSERT_FALSE(report.holds()) << "byte " << i;
        ASSERT_GE(report.first_break->place.at, 1U);
        ASSERT_NE(report.heads, heads);
    }
}

TEST(verify, points_at_the_record_that_was_changed) {
    auto records = a_history();
    records[1].replace(records[1].find("officer-1"), 9, "officer-9");
    const auto report = verified(records);
    ASSERT_TRUE(report.first_break);
    EXPECT_EQ(report.first_break->place.at, 2U);
    ASSERT_TRUE(report.first_break->suspect);
    EXPECT_EQ(report.first_break->suspect->at, 1U);
}

TEST(verify, finds_a_removed_and_a_foreign_record) {
    auto records = a_history();
    records.erase(records.begin() + 1);
    EXPECT_FALSE(verified(records).holds());
    records = a_history();
    records.insert(records.begin() + 2, "not ours");
    const auto report = verified(records);
    EXPECT_TRUE(report.holds()) << "a foreign record breaks no chain";
    EXPECT_EQ(report.not_counting.at(verdict::foreign), 1U);
}

TEST(verify, counts_superseded_records_without_calling_them_a_break) {
    auto records = a_history();
    records.insert(records.begin() + 2, records[1]);
    const auto report = verified(records);
    EXPECT_TRUE(report.holds());
    EXPECT_EQ(report.not_counting.at(verdict::repeated), 1U);
}

std::uint64_t records_told(const verify_report& report) {
    auto sum = report.counting + report.damaged;
    for (const auto& [why, count] : report.not_counting) {
        sum += count;
    }
    return sum;
}

/// A case's history in an embedded log that was closed well, with `sql` done to its file
/// afterwards.
verify_report verified_file(const std::string& sql) {
    const support::temporary_folder folder;
    const auto path = folder / "log.db";
    {
        const auto log = events::open_sqlite_log({.path = path, .partitions = 1});
        for (const auto& bytes : a_history()) {
            EXPECT_EQ(events::append_and_wait(*log, {0}, {{events::office_code{"96"}, "x", bytes}})
                          .status,
                      events::append_status::durable);
        }
    }
    events::sqlite_database(path, events::sqlite_open::read_write).execute(sql);
    return verify(*events::open_sqlite_log_read_only(path));
}

TEST(verify, names_the_first_record_of_a_tail_that_was_cut_off) {
    EXPECT_TRUE(verified_file("SELECT 1").holds());
    const auto report = verified_file("DELETE FROM events_0 WHERE offset >= 2");
    EXPECT_FALSE(report.holds());
    EXPECT_EQ(report.counting, 2U) << "what is left follows each other";
    ASSERT_TRUE(report.first_break);
    EXPECT_EQ(report.first_break->place, (log_position{{0}, 2}));
    EXPECT_NE(report.first_break->text.find("offset 2 is missing"), std::string::npos)
        << report.first_break->text;
    EXPECT_FALSE(verified_file("DELETE FROM events_0").holds()) << "an emptied log holds nothing";
}

TEST(verify, says_of_every_record_that_it_read_what_became_of_it) {
    const auto damaged = verified_file("UPDATE events_0 SET value = x'7b7d' WHERE offset = 1");
    EXPECT_FALSE(damaged.holds());
    EXPECT_EQ(damaged.records, 4U);
    EXPECT_EQ(damaged.damaged, 1U);
    EXPECT_EQ(records_told(damaged), damaged.records);

    const auto missing = verified_file("DELETE FROM events_0 WHERE offset = 1");
    EXPECT_FALSE(missing.holds());
    EXPECT_EQ(missing.records, 3U) << "what is not there was not read";
    EXPECT_EQ(missing.damaged, 0U);
    EXPECT_EQ(records_told(missing), missing.records);

    auto records = a_history();
    records.insert(records.begin() + 2, "not ours");
    const auto foreign = verified(records);
    EXPECT_EQ(records_told(foreign), foreign.records);
}

} // namespace
