// What a load balancer is told of a node whose cluster cannot be worked with.
#include "tests/kafka/applications.hpp"
#include "tests/kafka/cluster.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>

namespace {

using namespace kafka_testing;
using std::chrono::seconds;
using testing::HasSubstr;

/// All brokers stand still while it lives.
class standing_brokers {
public:
    standing_brokers() { all("pause"); }
    ~standing_brokers() { all("resume"); }
    standing_brokers(const standing_brokers&) = delete;
    standing_brokers& operator=(const standing_brokers&) = delete;

private:
    static void all(const std::string& what) {
        for (std::uint32_t n = 1; n <= broker_count(); ++n) {
            ops_kafka(what + " " + std::to_string(n));
        }
    }
};

/// Why a check fails by the newest answer; empty when it does not.
std::string reason_of(const answer& told, const std::string& check) {
    for (const auto& one : told.body["checks"]) {
        if (one["check"] == check && one["ok"] == false) {
            return one["reason"];
        }
    }
    return {};
}

TEST(readiness, is_denied_with_the_reason_while_no_broker_answers_and_comes_back_by_itself) {
    installation all;
    all.make("node-1");
    const auto node = all.start("node-1");
    ASSERT_TRUE(within(seconds{30}, [&] { return get(*node, "/readyz").status == 200; }))
        << get(*node, "/readyz").body;
    {
        const standing_brokers nobody;
        answer told;
        EXPECT_TRUE(within(seconds{60}, [&] {
            told = get(*node, "/readyz");
            return told.status == 503 && !reason_of(told, "cluster").empty();
        })) << told.body;
        EXPECT_EQ(told.body["ok"], false);
        EXPECT_THAT(reason_of(told, "cluster"), HasSubstr(all.place().kafka().topic));
        EXPECT_EQ(get(*node, "/livez").status, 200) << "a restart would not help";
    }
    EXPECT_TRUE(within(seconds{60}, [&] { return get(*node, "/readyz").status == 200; }))
        << get(*node, "/readyz").body;
    // The tests that follow find brokers that hold as many copies as before.
    EXPECT_TRUE(within(seconds{60}, [] {
        try {
            fresh_topic topic;
            static_cast<void>(topic.open(1));
            return true;
        } catch (const events::fault&) {
            return false;
        }
    }));
}

TEST(readiness, is_denied_with_the_reason_when_the_topic_of_events_is_deleted) {
    installation all;
    all.make("node-1");
    const auto node = all.start("node-1");
    ASSERT_TRUE(within(seconds{30}, [&] { return get(*node, "/readyz").status == 200; }))
        << get(*node, "/readyz").body;
    all.delete_events_topic();
    answer told;
    EXPECT_TRUE(within(seconds{60}, [&] {
        told = get(*node, "/readyz");
        return told.status == 503 &&
               reason_of(told, "cluster").find("no longer there") != std::string::npos;
    })) << told.body;
    EXPECT_THAT(reason_of(told, "cluster"), HasSubstr(all.place().kafka().topic));
}

} // namespace
