#include "events/node_group.hpp"
#include "tests/kafka/cluster.hpp"
#include "tests/kafka/mock_cluster.hpp"

#include <gtest/gtest.h>

#include <set>

namespace {

using namespace kafka_testing;

TEST(the_nodes_of_a_group, divide_the_partitions_and_take_over_those_of_one_that_leaves) {
    fresh_topic topic;
    static_cast<void>(topic.open(4));
    const auto a = events::join_kafka_group(topic.options());
    EXPECT_TRUE(within(std::chrono::seconds{20}, [&] { return a->held().size() == 4; }));
    auto b = events::join_kafka_group(topic.options());
    EXPECT_TRUE(within(std::chrono::seconds{20},
                       [&] { return a->held().size() == 2 && b->held().size() == 2; }));
    std::set<events::partition_id> all;
    for (const auto& node : {a.get(), b.get()}) {
        for (const auto partition : node->held()) {
            EXPECT_TRUE(node->holds(partition));
            EXPECT_TRUE(all.insert(partition).second) << "two hold one partition";
        }
    }
    EXPECT_EQ(all.size(), 4U);
    b.reset();
    EXPECT_TRUE(within(std::chrono::seconds{10}, [&] { return a->held().size() == 4; }));
    EXPECT_EQ(a->trouble(), "");
}

TEST(the_nodes_of_a_group, know_when_no_broker_answers) {
    events::kafka_log_options nowhere;
    nowhere.cluster.brokers = "127.0.0.1:1";
    const auto alone = events::join_kafka_group(nowhere);
    EXPECT_TRUE(within(std::chrono::seconds{20}, [&] { return !alone->trouble().empty(); }));
    EXPECT_NE(alone->trouble().find("127.0.0.1:1"), std::string::npos) << alone->trouble();
    EXPECT_TRUE(alone->held().empty());
}

TEST(the_nodes_of_a_group, know_that_the_brokers_do_not_take_them_in) {
    mock_cluster brokers;
    brokers.answer_joining_with(RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED, 3);
    const auto node = events::join_kafka_group({.cluster = brokers.address(), .topic = "events"});
    EXPECT_TRUE(within(std::chrono::seconds{20}, [&] { return !node->exclusion().empty(); }))
        << "its duties are nobody's, and nobody knows why";
    EXPECT_NE(node->exclusion().find("events.duties"), std::string::npos) << node->exclusion();
    EXPECT_NE(node->exclusion().find("authorization"), std::string::npos) << node->exclusion();
    EXPECT_TRUE(node->held().empty());
    EXPECT_TRUE(within(std::chrono::seconds{30}, [&] { return node->held().size() == 1; }));
    EXPECT_EQ(node->exclusion(), "") << "it was taken in since";
}

TEST(the_nodes_of_a_group, are_told_by_a_check_that_the_brokers_keep_it_on_too_few_of_them) {
    mock_cluster brokers; // the mock gives a topic as many copies as it has brokers
    brokers.make_topic("__consumer_offsets", 2, 1);
    const auto found = events::check_kafka_groups(brokers.address());
    ASSERT_EQ(found.size(), 1U) << "with one broker all duties would be nobody's";
    EXPECT_NE(found[0].find("1 broker(s)"), std::string::npos) << found[0];
    EXPECT_NE(found[0].find("offsets.topic.replication.factor"), std::string::npos);
    mock_cluster safe{3};
    safe.make_topic("__consumer_offsets", 2, 3);
    EXPECT_TRUE(events::check_kafka_groups(safe.address()).empty());
}

} // namespace
