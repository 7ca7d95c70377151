#include "events/kafka_log.hpp"
#include "events/kafka_partition_count.hpp"
#include "tests/kafka/cluster.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace {

using namespace kafka_testing;
using testing::HasSubstr;

/// The fault that opening meets: its code and text.
std::pair<std::string, std::string> fault_of(const events::kafka_log_options& options) {
    try {
        static_cast<void>(events::open_kafka_log(options));
    } catch (const events::fault& failed) {
        return {failed.code(), failed.what()};
    }
    return {};
}

TEST(opening_a_kafka_log, says_that_the_brokers_cannot_be_reached) {
    const auto [code, text] = fault_of({.cluster = {.brokers = "127.0.0.1:1"}});
    EXPECT_EQ(code, "kafka-unreachable");
    EXPECT_THAT(text, HasSubstr("127.0.0.1:1"));
}

/// Brokers that let a user see three topics do not say of a fourth that there is none.
TEST(opening_a_kafka_log, asks_for_no_topic_of_keys_where_none_belongs_to_it) {
    events::kafka_log_options refusals{.cluster = {.brokers = "127.0.0.1:1"},
                                       .topic = "motcua.case.refusals.v1"};
    refusals.partitions_are_recorded = false;
    EXPECT_NO_THROW(events::require_recorded_partitions(refusals, 4));
}

TEST(opening_a_kafka_log, says_that_the_topic_is_missing) {
    fresh_topic topic;
    const auto [code, text] = fault_of(topic.options());
    EXPECT_EQ(code, "kafka-topic-missing");
    EXPECT_THAT(text, HasSubstr(topic.options().topic));
}

TEST(opening_a_kafka_log, names_every_setting_by_which_the_topic_could_lose_events) {
    fresh_topic topic;
    auto how = topic.options();
    how.allow_unsafe = false;
    events::create_kafka_topic(how.cluster,
                               {.name = how.topic,
                                .partitions = 1,
                                .replication = 1,
                                .settings = {{"cleanup.policy", "compact"},
                                             {"retention.ms", "60000"},
                                             {"retention.bytes", "1000000"},
                                             {"unclean.leader.election.enable", "true"},
                                             {"min.insync.replicas", "1"}}});
    const auto [code, text] = fault_of(how);
    EXPECT_EQ(code, "kafka-topic-unsafe");
    for (const auto* setting :
         {"cleanup.policy", "retention.ms", "retention.bytes", "unclean.leader.election.enable",
          "min.insync.replicas", "1 broker(s)"}) {
        EXPECT_THAT(text, HasSubstr(setting));
    }
    EXPECT_EQ(events::check_kafka_log(how).size(), 6U);
    how.read_only = true;
    EXPECT_EQ(fault_of(how).first, "") << "what is in danger must be copied while it is there";
    how.read_only = false;
    how.allow_unsafe = true;
    EXPECT_EQ(fault_of(how).first, "") << "a test may";
    events::delete_kafka_topic(how.cluster, how.topic);
}

TEST(opening_a_kafka_log, finds_nothing_wrong_with_a_topic_that_it_has_made) {
    if (copies() < 3) {
        GTEST_SKIP() << "needs three brokers";
    }
    fresh_topic topic;
    static_cast<void>(topic.open(3));
    EXPECT_THAT(events::check_kafka_log(topic.options()), testing::IsEmpty());
}

TEST(opening_a_kafka_log, says_that_the_partitions_do_not_agree) {
    fresh_topic topic;
    static_cast<void>(topic.open(3));
    auto how = topic.options();
    how.partitions = 4;
    EXPECT_EQ(fault_of(how).first, "kafka-partitions");
}

TEST(opening_a_kafka_log, says_that_the_password_is_wrong) {
    std::ifstream told(std::string{std::getenv("MOTCUA_KAFKA_DIR")} + "/1/sasl_address");
    std::string address;
    if (!(told >> address)) {
        GTEST_SKIP() << "needs brokers that ask for a password: ops/kafka run --sasl motcua:right";
    }
    fresh_topic topic;
    static_cast<void>(topic.open(1));
    auto how = topic.options();
    how.cluster = {.brokers = address,
                   .properties = {{"security.protocol", "sasl_plaintext"},
                                  {"sasl.mechanism", "PLAIN"},
                                  {"sasl.username", "motcua"},
                                  {"sasl.password", "right"}}};
    EXPECT_EQ(fault_of(how), (std::pair<std::string, std::string>{}));
    how.cluster.properties["sasl.password"] = "wrong";
    const auto [code, text] = fault_of(how);
    EXPECT_EQ(code, "kafka-credentials");
    EXPECT_THAT(text, HasSubstr("sasl"));
}

TEST(opening_a_kafka_log, leaves_no_property_to_chance_that_safety_rests_on) {
    fresh_topic topic;
    auto how = topic.options();
    how.cluster.properties["acks"] = "1";
    EXPECT_EQ(fault_of(how).first, "kafka-property");
    how.cluster.properties = {{"no.such.property", "1"}};
    EXPECT_EQ(fault_of(how).first, "kafka-property");
}

TEST(the_address_of_a_kafka_log, is_brokers_and_perhaps_a_topic) {
    const auto plain = events::kafka_log_at("kafka://a:9092,b:9092");
    EXPECT_EQ(plain.cluster.brokers, "a:9092,b:9092");
    EXPECT_EQ(plain.topic, "motcua.case.events.v1");
    EXPECT_EQ(events::kafka_log_at("kafka://a:1/other.v1").topic, "other.v1");
    for (const auto* bad : {"kafka://", "kafka://a", "a:9092", "kafka://a:1/", "kafka://a:1/x y"}) {
        EXPECT_THROW(static_cast<void>(events::kafka_log_at(bad)), events::log_fault) << bad;
    }
}

} // namespace
