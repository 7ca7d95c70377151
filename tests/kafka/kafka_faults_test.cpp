// What the one rule promises while brokers die, checked on real brokers. MOTCUA_FAULT_ROUNDS makes
// it longer.
#include "tests/kafka/nodes.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>

namespace {

using namespace kafka_testing;
using std::chrono::milliseconds;

int rounds(int otherwise) {
    const char* set = std::getenv("MOTCUA_FAULT_ROUNDS");
    return set == nullptr ? otherwise : std::atoi(set);
}

void pause_for(milliseconds time) { std::this_thread::sleep_for(time); }

/// Two nodes and a crowd on a topic of three brokers, while faults happen.
class kafka_faults : public testing::Test {
protected:
    void SetUp() override {
        if (broker_count() < 3) {
            GTEST_SKIP() << "needs three brokers";
        }
    }
    void TearDown() override { ops_kafka("up"); }

    void under(int times, const std::function<void(int round)>& fault) {
        fresh_topic topic;
        node_on_kafka a{topic};
        node_on_kafka b{topic};
        crowd clients{{&a.node(), &b.node()}, 16};
        std::uint64_t least = 100;
        for (int round = 0; round < times; ++round) {
            wait_until(clients, least);
            fault(round);
            least = clients.so_far() + 50; // work goes on after each fault
        }
        wait_until(clients, least);
        clients.stop();
        fmt::print("{} faults: ", times);
        expect_nothing_lost_or_doubled(topic, clients, {&a, &b});
    }

private:
    static void wait_until(const crowd& clients, std::uint64_t confirmed) {
        for (int i = 0; clients.so_far() < confirmed; ++i) {
            ASSERT_LT(i, 6000) << "no work gets done any more";
            pause_for(milliseconds{20});
        }
    }
};

TEST_F(kafka_faults, lose_and_double_nothing_when_leaders_are_killed) {
    under(rounds(3), [](int round) {
        const auto broker = std::to_string(1 + round % 3);
        ops_kafka("kill " + broker);
        pause_for(milliseconds{3000});
        ops_kafka("start " + broker);
    });
}

TEST_F(kafka_faults, lose_and_double_nothing_when_a_broker_stands_still_past_its_session) {
    under(rounds(1), [](int round) {
        const auto broker = std::to_string(1 + round % 3);
        ops_kafka("pause " + broker);
        pause_for(milliseconds{5000});
        ops_kafka("resume " + broker);
    });
}

TEST_F(kafka_faults, lose_and_double_nothing_when_brokers_restart_one_after_the_other) {
    under(3 * rounds(1), [](int round) { ops_kafka("restart " + std::to_string(1 + round % 3)); });
}

TEST_F(kafka_faults, lose_and_double_nothing_when_all_brokers_are_down) {
    under(rounds(1), [](int /*round*/) {
        for (const auto* broker : {"1", "2", "3"}) {
            ops_kafka(std::string{"kill "} + broker);
        }
        pause_for(milliseconds{rounds(0) > 0 ? 30'000 : 5'000});
        ops_kafka("up");
    });
}

} // namespace
