#include "events/fault.hpp"
#include "events/log_copy.hpp"
#include "events/memory_log.hpp"
#include "events/sqlite_log.hpp"
#include "tests/support/offices_at_work.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

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

TEST(copying_a_log, refuses_a_target_that_holds_something_else) {
    const auto from = a_log(3, 500);
    const auto to = a_log(4, 100);
    EXPECT_EQ(code_of([&] { copy_log(*from, *to, labels_of_events()); }), "log-copy-differs");
    memory_log narrow{std::make_shared<memory_records>(2)};
    EXPECT_EQ(code_of([&] { copy_log(*from, narrow, labels_of_events()); }), "log-copy-differs");
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
