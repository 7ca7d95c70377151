#include "connectors/api/refusal_trail.hpp"
#include "events/memory_log.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

namespace {

using testing_support::office_time;

TEST(refusal_trail, fails_until_the_audit_log_takes_records_again) {
    const support::temporary_folder folder;
    events::memory_log audit{1};
    projections::rejection_book book{folder / "refusals", audit};
    connectors::refusal_trail trail{audit, book};
    const auto now = office_time("2017-06-01 09:00");
    const events::office_code office{"96"};
    const auto refuse = [&](const std::string& key) {
        engine::command what;
        what.id = events::command_id{events::uuid_of(key)};
        what.office = office;
        what.detail = engine::withdraw_request{};
        engine::rejection why;
        why.code = engine::rejection_code::rule_not_met;
        trail.record(what, why, now);
        // The list waits for what was recorded before it.
        return trail.list(office, now, now + std::chrono::seconds{1}, {10, {}},
                          std::chrono::seconds{10});
    };
    EXPECT_EQ(refuse("first").rows.size(), 1U);
    EXPECT_FALSE(trail.failing());
    audit.next({.answer = events::append_status::refused, .landing_max = 0}); // no space
    EXPECT_EQ(refuse("lost").rows.size(), 1U);
    EXPECT_TRUE(trail.failing());
    EXPECT_EQ(refuse("space is back").rows.size(), 2U);
    EXPECT_FALSE(trail.failing()) << "it would never be ready again";
    EXPECT_EQ(trail.lost(), 1U) << "which the metrics keep telling";
}

} // namespace
