#include "events/fault.hpp"
#include "events/memory_log.hpp"
#include "ops/commands/log_tail.hpp"
#include "tests/support/passing_log.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;

/// A log that somebody deletes while it is followed: it does not grow, and reading it is a fault.
class deleted_log : public testing_support::passing_log {
public:
    deleted_log() : passing_log(inner_) {}

    std::atomic<bool> deleted = false;
    mutable std::promise<void> visited; ///< the one record that lands

    void land() {
        static_cast<void>(events::append_and_wait(
            inner_, {0}, {{events::office_code{"96"}, "a", "a record of somebody else"}}));
    }
    events::offset
    read(events::partition_id partition, events::offset from, std::size_t count_max,
         const std::function<bool(const events::stored_record&)>& visit) const override {
        if (deleted) {
            throw events::log_fault("kafka-topic-missing", "there is no such topic");
        }
        return inner_.read(partition, from, count_max, [&](const events::stored_record& record) {
            visited.set_value();
            return visit(record);
        });
    }

private:
    events::memory_log inner_{2};
};

/// Somebody else writes to it whenever it is asked where it ends.
class log_of_many_writers : public testing_support::passing_log {
public:
    log_of_many_writers() : passing_log(inner_) {}

    [[nodiscard]] events::offset end(events::partition_id partition) const override {
        const auto now = inner_.end(partition);
        const std::vector<events::log_record> one{
            {events::office_code{"96"}, "a", "a record of somebody else"}};
        inner_.records()->land(partition, one);
        return now;
    }

private:
    events::memory_log inner_{1};
};

TEST(tail_of_a_busy_log, begins_with_its_last_records) {
    log_of_many_writers written;
    std::ostringstream lines;
    std::ostringstream talk;
    ops::printer out{{.as = ops::output_format::json_lines}, lines, talk};
    const ops::log_tail tail{out, written, 10};
    EXPECT_NE(lines.str().find("\"offset\":0"), std::string::npos) << lines.str();
}

struct tail_of_a_log : testing::Test {
    deleted_log log;
    std::ostringstream lines;
    std::ostringstream talk;
    ops::printer out{{.as = ops::output_format::json_lines}, lines, talk};
    ops::log_tail tail{out, log, 10};
};

TEST_F(tail_of_a_log, prints_what_comes_until_it_is_stopped) {
    tail.follow([] { ADD_FAILURE() << "nothing is wrong with the log"; });
    log.land();
    log.visited.get_future().wait();
    tail.stop(); // which lets a line that has begun come to its end
    EXPECT_NE(lines.str().find("\"bytes\""), std::string::npos) << lines.str();
}

TEST_F(tail_of_a_log, ends_with_what_is_wrong_when_the_log_is_deleted_in_silence) {
    std::promise<void> cut_off;
    tail.follow([&] { cut_off.set_value(); });
    log.deleted = true;
    ASSERT_EQ(cut_off.get_future().wait_for(20s), std::future_status::ready)
        << "who waits for lines would wait for ever";
    try {
        tail.stop();
        ADD_FAILURE() << "it was cut off, and says nothing";
    } catch (const events::log_fault& told) {
        EXPECT_EQ(told.code(), "kafka-topic-missing");
    }
}

} // namespace
