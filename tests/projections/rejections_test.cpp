#include "events/memory_log.hpp"
#include "projections/rejections.hpp"
#include "tests/support/fill.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using projections::rejection_book;
using projections::rejection_row;

rejection_row refused_at(std::int64_t minute, const char* office = "96") {
    rejection_row out;
    out.time = events::instant{std::chrono::minutes{minute}};
    out.office = events::office_code{office};
    out.command = "accept_dossier";
    out.code = engine::rejection_code::rule_not_met;
    out.rule = "papers_complete";
    return out;
}

void write(events::memory_log& audit, const rejection_row& row) {
    const auto partition = events::partition_of(row.office, audit.partitions());
    const auto answer = events::append_and_wait(audit, partition, {rejection_record(row)});
    ASSERT_EQ(answer.status, events::append_status::durable);
}

events::instant minute(std::int64_t value) { return events::instant{std::chrono::minutes{value}}; }

TEST(rejections, read_back_every_record_that_they_write) {
    const auto seed = testing_support::seed_of_this_run();
    SCOPED_TRACE("MOTCUA_TEST_SEED=" + std::to_string(seed));
    std::mt19937_64 random{seed};
    for (int i = 0; i < 200; ++i) {
        rejection_row row;
        testing_support::filler{&random}.fill(row);
        EXPECT_EQ(projections::rejection_from(rejection_record(row).value), row);
    }
    EXPECT_EQ(projections::rejection_from("{}"), std::nullopt);
    EXPECT_EQ(projections::rejection_from("nothing"), std::nullopt);
}

TEST(rejections, are_listed_by_office_and_time_newest_first) {
    events::memory_log audit{2};
    for (int i = 0; i < 30; ++i) {
        write(audit, refused_at(i));
        write(audit, refused_at(i, "491"));
    }
    const support::temporary_folder folder;
    rejection_book book{folder / "rejections", audit};
    EXPECT_EQ(book.catch_up(), 60U);
    EXPECT_EQ(book.catch_up(), 0U);
    const auto found = book.list(events::office_code{"96"}, minute(10), minute(15), {});
    ASSERT_EQ(found.rows.size(), 5U);
    EXPECT_EQ(found.rows.front(), refused_at(14));
    EXPECT_EQ(found.rows.back(), refused_at(10));
    EXPECT_EQ(found.next, "");
}

TEST(rejections, go_on_from_where_they_were_and_come_in_pages) {
    events::memory_log audit{1};
    const support::temporary_folder folder;
    for (int i = 0; i < 10; ++i) {
        write(audit, refused_at(i));
    }
    EXPECT_EQ(rejection_book(folder / "rejections", audit).catch_up(), 10U);
    for (int i = 10; i < 15; ++i) {
        write(audit, refused_at(i));
    }
    rejection_book book{folder / "rejections", audit};
    static_cast<void>(book.catch_up());
    std::vector<rejection_row> all;
    std::string cursor;
    do {
        const auto one = book.list(events::office_code{"96"}, minute(0), minute(99), {4, cursor});
        all.insert(all.end(), one.rows.begin(), one.rows.end());
        cursor = one.next;
    } while (!cursor.empty());
    ASSERT_EQ(all.size(), 15U);
    EXPECT_TRUE(std::is_sorted(all.begin(), all.end(),
                               [](const auto& a, const auto& b) { return a.time > b.time; }));
}

TEST(rejections, pass_over_what_is_not_a_refusal) {
    events::memory_log audit{1};
    const support::temporary_folder folder;
    ASSERT_EQ(
        events::append_and_wait(audit, {0}, {{events::office_code{"96"}, "x", "rubbish"}}).status,
        events::append_status::durable);
    write(audit, refused_at(1));
    rejection_book book{folder / "rejections", audit};
    EXPECT_EQ(book.catch_up(), 2U);
    EXPECT_EQ(book.list(events::office_code{"96"}, minute(0), minute(9), {}).rows.size(), 1U);
}

} // namespace
