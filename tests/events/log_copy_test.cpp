#include "engine/verify.hpp"
#include "events/codec.hpp"
#include "events/fault.hpp"
#include "events/log_copy.hpp"
#include "events/memory_log.hpp"
#include "events/sqlite_log.hpp"
#include "tests/support/log_with_holes.hpp"
#include "tests/support/offices_at_work.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace {

using namespace events;

std::string code_of(const std::function<void()>& what) {
    try {
        what();
    } catch (const fault& failed) {
        return failed.code();
    }
    return "";
}

/// Simulated offices in memory, with records that count for nothing among them.
std::unique_ptr<memory_log> a_log(std::uint64_t seed, std::size_t records) {
    auto log = std::make_unique<memory_log>(std::make_shared<memory_records>(3));
    testing_support::offices_at_work work({.seed = seed, .partitions = 3, .chaos = 0.05});
    work.write(*log, records);
    return log;
}

TEST(copying_a_log, keeps_every_byte_at_its_place) {
    const support::temporary_folder folder;
    const auto from = a_log(1, 3000);
    const auto to = open_sqlite_log({.path = folder / "log.db", .partitions = 3});
    const auto report = copy_log(*from, *to, labels_of_events());
    EXPECT_EQ(report.copied, 3000U);
    for (std::uint32_t p = 0; p < 3; ++p) {
        EXPECT_EQ(from->end({p}), to->end({p}));
        EXPECT_EQ(digest_of(*from, {p}, from->end({p})), digest_of(*to, {p}, to->end({p})));
        EXPECT_EQ(report.partitions[p], digest_of(*to, {p}, to->end({p})));
    }
}

TEST(copying_a_log, goes_on_where_it_stopped) {
    const auto from = a_log(2, 2000);
    memory_log to{std::make_shared<memory_records>(3)};
    to.next({.answer = append_status::refused, .landing_max = 0});
    EXPECT_EQ(code_of([&] { copy_log(*from, to, labels_of_events()); }), "log-copy-stopped");
    EXPECT_GT(copy_log(*from, to, labels_of_events()).copied, 0U);
    EXPECT_EQ(copy_log(*from, to, labels_of_events()).copied, 0U) << "there is nothing left to do";
    for (std::uint32_t p = 0; p < 3; ++p) {
        EXPECT_EQ(digest_of(*from, {p}, from->end({p})), digest_of(to, {p}, to.end({p})));
    }
}

TEST(copying_a_log, tells_how_much_of_what_was_missing_is_copied) {
    memory_log from{std::make_shared<memory_records>(3)};
    testing_support::offices_at_work work({.seed = 2, .partitions = 3});
    work.write(from, 1500);
    memory_log to{std::make_shared<memory_records>(3)};
    copy_log(from, to, labels_of_events());
    work.write(from, 500);
    std::vector<std::pair<std::uint64_t, std::uint64_t>> told;
    copy_log(from, to, labels_of_events(),
             [&](std::uint64_t done, std::uint64_t all) { told.emplace_back(done, all); });
    ASSERT_FALSE(told.empty());
    EXPECT_EQ(told.back(), std::pair(std::uint64_t{500}, std::uint64_t{500}));
    EXPECT_TRUE(std::ranges::is_sorted(told));
}

TEST(copying_a_log, refuses_a_target_that_holds_something_else) {
    const auto from = a_log(3, 500);
    const auto to = a_log(4, 100);
    EXPECT_EQ(code_of([&] { copy_log(*from, *to, labels_of_events()); }), "log-copy-differs");
    memory_log narrow{std::make_shared<memory_records>(2)};
    EXPECT_EQ(append_and_wait(narrow, {1}, {{office_code{"96"}, "t", "another's"}}).status,
              append_status::durable);
    EXPECT_EQ(code_of([&] { copy_log(*from, narrow, labels_of_events()); }), "log-copy-differs");
}

TEST(copying_a_log, into_another_number_of_partitions_puts_each_office_where_it_belongs) {
    const auto from = a_log(5, 3000);
    const auto before = engine::verify(*from);
    for (const std::uint32_t partitions : {1U, 2U, 5U}) {
        memory_log to{std::make_shared<memory_records>(partitions)};
        to.next({.answer = append_status::refused, .landing_max = 0});
        EXPECT_EQ(code_of([&] { copy_log(*from, to, labels_of_events()); }), "log-copy-stopped");
        const auto report = copy_log(*from, to, labels_of_events());
        EXPECT_EQ(report.left_behind, before.not_counting.at(engine::verdict::foreign));
        EXPECT_EQ(copy_log(*from, to, labels_of_events()).copied, 0U);
        const auto after = engine::verify(to);
        EXPECT_TRUE(after.holds());
        EXPECT_EQ(after.heads, before.heads) << partitions;
        EXPECT_EQ(after.counting, before.counting);
        EXPECT_EQ(after.records, before.records - report.left_behind);
    }
}

TEST(copying_a_log, into_another_number_of_partitions_says_that_nobody_may_write_meanwhile) {
    testing_support::offices_at_work work({.seed = 8, .partitions = 2, .offices = 9});
    const auto recorded = [](const auto& one) { return decode(one.what.value).about.recorded; };
    const auto early = work.next();
    auto late = work.next();
    while (late.partition == early.partition || recorded(late) <= recorded(early)) {
        late = work.next();
    }
    memory_log from{std::make_shared<memory_records>(2)};
    memory_log to{std::make_shared<memory_records>(1)};
    from.records()->land(late.partition, {&late.what, 1});
    copy_log(from, to, labels_of_events());
    from.records()->land(early.partition, {&early.what, 1}); // of a node whose clock is behind
    try {
        copy_log(from, to, labels_of_events());
        ADD_FAILURE() << "what was copied is not the beginning any more";
    } catch (const log_fault& differs) {
        EXPECT_EQ(differs.code(), "log-copy-differs");
        EXPECT_NE(std::string_view{differs.what()}.find("stop the nodes"), std::string_view::npos)
            << differs.what();
    }
}

/// What somebody leaves who adds partitions to a topic: each office's later events lie in the
/// partition that the new number gives.
TEST(copying_a_log, whose_partitions_were_added_to_brings_each_offices_events_together_again) {
    const auto whole = std::make_unique<memory_log>(std::make_shared<memory_records>(2));
    memory_log torn{std::make_shared<memory_records>(4)};
    testing_support::offices_at_work work({.seed = 6, .partitions = 2, .offices = 9});
    const auto decoded = [](const log_record& one) { return decode(one.value); };
    for (int i = 0; i < 3000; ++i) {
        const auto next = work.next();
        whole->records()->land(next.partition, {&next.what, 1});
        const auto there =
            i < 1500 ? next.partition : partition_of(decoded(next.what).about.office, 4);
        torn.records()->land(there, {&next.what, 1});
    }
    EXPECT_FALSE(engine::verify(torn).holds()) << "nobody who reads it so can tell what counts";
    const auto expected = engine::verify(*whole);
    memory_log mended{std::make_shared<memory_records>(2)};
    EXPECT_EQ(copy_log(torn, mended, labels_of_events(), {}, 2).left_behind, 0U);
    const auto found = engine::verify(mended);
    EXPECT_TRUE(found.holds());
    EXPECT_EQ(found.counting, expected.counting);
    EXPECT_EQ(found.heads, expected.heads);
}

TEST(copying_a_log, with_holes_gives_one_without_and_goes_on_behind_them) {
    testing_support::log_with_holes from{2};
    testing_support::offices_at_work work({.seed = 7, .partitions = 2});
    const auto grow = [&](int records) {
        for (int i = 0; i < records; ++i) {
            const auto next = work.next();
            from.land(next.partition, next.what.value);
            if (i % 5 == 0) {
                from.leave_hole(next.partition);
            }
        }
        from.leave_hole({0});
    };
    memory_log to{std::make_shared<memory_records>(2)};
    grow(600);
    std::vector<offset> sent{from.end({0}), from.end({1})};
    EXPECT_EQ(copy_log(from, to, labels_of_events()).copied, 600U);
    const std::vector<offset> there{to.end({0}), to.end({1})};
    grow(400);
    EXPECT_EQ(copy_log(from, to, labels_of_events()).copied, 400U);
    EXPECT_EQ(to.end({0}) + to.end({1}), 1000U);
    EXPECT_EQ(engine::verify(to).heads, engine::verify(from).heads);
    EXPECT_EQ(passed_in_copy(from, 2, labels_of_events(), sent), there)
        << "who was up to here in the source is up to there in the copy";
    const auto narrow = passed_in_copy(from, 1, labels_of_events(), sent);
    EXPECT_EQ(narrow, std::vector<offset>{600});
    sent = {0, from.end({1})};
    EXPECT_LT(passed_in_copy(from, 1, labels_of_events(), sent).at(0), 600U)
        << "never beyond what was not dealt with";
}

TEST(copying_a_log, whose_nodes_run_on_is_held_against_what_it_had_until_then) {
    for (const std::uint32_t partitions : {2U, 1U}) {
        testing_support::log_with_holes from{2};
        testing_support::offices_at_work work({.seed = 9, .partitions = 2});
        const auto grow = [&](int records) {
            for (int i = 0; i < records; ++i) {
                const auto next = work.next();
                from.land(next.partition, next.what.value);
                if (i % 7 == 0) {
                    from.leave_hole(next.partition);
                }
            }
        };
        // Given a copy of a log that its nodes still write to.
        grow(500);
        memory_log to{std::make_shared<memory_records>(partitions)};
        const auto report = copy_log(from, to, labels_of_events());
        grow(100);
        // When both are compared, then what came later makes no difference.
        const auto there = engine::verify(to);
        ASSERT_NE(engine::verify(from).heads, there.heads);
        const auto here = engine::verify_until(from, report.ends);
        EXPECT_EQ(here.heads, there.heads) << partitions;
        EXPECT_EQ(here.counting, there.counting);
        EXPECT_EQ(here.records, 500U);
    }
}

TEST(a_partitions_digest, sees_one_byte_and_one_exchange) {
    const auto digest_with = [](const std::vector<std::string>& values) {
        memory_log log{std::make_shared<memory_records>(1)};
        for (const auto& value : values) {
            EXPECT_EQ(append_and_wait(log, {0}, {{office_code{"96"}, "t", value}}).status,
                      append_status::durable);
        }
        return digest_of(log, {0}, log.end({0}));
    };
    EXPECT_EQ(digest_with({"a", "b"}), digest_with({"a", "b"}));
    EXPECT_NE(digest_with({"a", "b"}), digest_with({"b", "a"}));
    EXPECT_NE(digest_with({"a", "b"}), digest_with({"a", "c"}));
    EXPECT_NE(digest_with({"a", "b"}), digest_with({"ab"}));
}

} // namespace
