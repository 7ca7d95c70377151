// Errors that real brokers give too rarely, injected with librdkafka's mock cluster. It shows how
// we behave on them; it is no evidence for delivery.
#include "events/kafka_log_writer.hpp"
#include "tests/kafka/mock_cluster.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <future>
#include <thread>

namespace {

using namespace events;

using kafka_testing::mock_cluster;

append_result append(kafka_log_writer& to, const std::string& value) {
    std::promise<append_result> answer;
    to.append({0}, {{office_code{"96"}, "t", value}},
              [&](append_result result) { answer.set_value(std::move(result)); });
    return answer.get_future().get();
}

TEST(a_kafka_log_writer, goes_on_with_a_new_producer_when_the_librarys_cannot) {
    mock_cluster brokers;
    std::atomic<offset> end = 0;
    kafka_log_writer writer{
        brokers.address(), "events", 1, {"application/json"}, [&](partition_id, offset to) {
            end = std::max(end.load(), to);
        }};
    ASSERT_EQ(append(writer, "first").status, append_status::durable);
    ASSERT_EQ(writer.renewals(), 0U);

    brokers.answer_produce_with(RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER);
    const auto met = append(writer, "second");
    EXPECT_NE(met.status, append_status::durable);
    EXPECT_NE(met.problem, "");
    EXPECT_GE(end, 1U) << "the end is known before an unknown outcome is told";

    auto after = append(writer, "third");
    for (int tries = 0; after.status != append_status::durable && tries < 5; ++tries) {
        after = append(writer, "third"); // while the producer is being replaced
    }
    EXPECT_EQ(after.status, append_status::durable) << after.problem;
    EXPECT_EQ(writer.renewals(), 1U);
}

TEST(a_kafka_log_writer, retries_what_is_no_more_than_a_change_of_leader) {
    mock_cluster brokers;
    kafka_log_writer writer{
        brokers.address(), "events", 1, {"application/json"}, [](partition_id, offset) {}};
    brokers.answer_produce_with(RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION);
    EXPECT_EQ(append(writer, "a").status, append_status::durable);
    brokers.answer_produce_with(RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS);
    EXPECT_EQ(append(writer, "b").status, append_status::durable);
    EXPECT_EQ(writer.renewals(), 0U);
}

TEST(a_kafka_log_writer, refuses_a_record_that_no_broker_would_take) {
    mock_cluster brokers;
    kafka_log_writer writer{
        brokers.address(), "events", 1, {"application/json"}, [](partition_id, offset) {}};
    const auto large = append(writer, std::string(3'000'000, 'x'));
    EXPECT_EQ(large.status, append_status::refused);
    EXPECT_EQ(append(writer, "small").status, append_status::durable);
}

TEST(a_kafka_log_writer, says_what_is_missing_where_its_user_may_not_write) {
    mock_cluster brokers;
    kafka_log_writer writer{
        brokers.address(), "events", 1, {"application/json"}, [](partition_id, offset) {}};
    brokers.answer_produce_with(RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED);
    const auto denied = append(writer, "a");
    EXPECT_EQ(denied.status, append_status::refused);
    EXPECT_NE(denied.problem.find("grant it Write"), std::string::npos) << denied.problem;
    EXPECT_EQ(denied.problem.find("ask again later"), std::string::npos) << denied.problem;
    auto granted = append(writer, "b"); // the library looks at the topic again by itself
    for (int tries = 0; granted.status != append_status::durable && tries < 100; ++tries) {
        std::this_thread::sleep_for(std::chrono::milliseconds{100});
        granted = append(writer, "b");
    }
    EXPECT_EQ(granted.status, append_status::durable) << granted.problem;
}

/// Its text tells that nobody waited for the library's own patience, which is half a minute.
TEST(a_kafka_log_writer, that_ends_gives_up_what_nobody_confirms) {
    mock_cluster brokers;
    kafka_log_writer writer{
        brokers.address(), "events", 1, {"application/json"}, [](partition_id, offset) {}};
    ASSERT_EQ(append(writer, "confirmed").status, append_status::durable);
    brokers.go_down();
    std::promise<append_result> answer;
    writer.append({0}, {{office_code{"96"}, "t", "in flight"}},
                  [&](append_result result) { answer.set_value(std::move(result)); });
    writer.end_within(std::chrono::milliseconds{300});
    const auto given_up = answer.get_future().get();
    EXPECT_NE(given_up.status, append_status::durable);
    EXPECT_NE(given_up.problem.find("Purged"), std::string::npos) << given_up.problem;
    const auto later = append(writer, "later");
    EXPECT_EQ(later.status, append_status::refused);
    EXPECT_NE(later.problem.find("is being closed"), std::string::npos) << later.problem;
}

TEST(a_kafka_log_writer, that_ends_waits_for_brokers_that_answer) {
    mock_cluster brokers;
    kafka_log_writer writer{
        brokers.address(), "events", 1, {"application/json"}, [](partition_id, offset) {}};
    writer.end_within(std::chrono::seconds{20});
    EXPECT_EQ(append(writer, "a").status, append_status::durable);
}

TEST(a_kafka_log_writer, outlives_that_files_of_its_properties_are_gone_for_a_moment) {
    auto authorities = std::make_unique<support::temporary_folder>();
    const kafka_cluster nowhere{.brokers = "127.0.0.1:1",
                                .properties = {{"security.protocol", "ssl"},
                                               {"ssl.ca.location", authorities->path().string()}}};
    kafka_log_writer writer{
        nowhere, "events", 1, {"application/json"}, [](partition_id, offset) {}};
    authorities.reset();
    EXPECT_THROW(kafka_client(kafka_client::role::producer, nowhere, {}), log_fault)
        << "the library makes no client now";
    std::promise<std::optional<offset>> told;
    writer.ask_end({0}, [&](std::optional<offset> end) { told.set_value(end); });
    EXPECT_EQ(told.get_future().get(), std::nullopt);
}

TEST(a_kafka_client, stops_asking_a_leader_that_is_gone) {
    mock_cluster brokers;
    const kafka_client client{kafka_client::role::producer, brokers.address(), {}};
    ASSERT_TRUE(client.ask("events", {0}, std::chrono::seconds{10}));
    brokers.go_down();
    EXPECT_FALSE(client.ask("events", {0}, std::chrono::milliseconds{500}));
}

TEST(a_kafka_client, blames_the_credentials_only_while_brokers_refuse_them) {
    const kafka_cluster nowhere{.brokers = "127.0.0.1:1"};
    const auto code_after = [&](std::chrono::minutes ago) {
        kafka_client client{kafka_client::role::producer, nowhere, {}};
        client.complain(RD_KAFKA_RESP_ERR__SSL, "the handshake was broken off",
                        std::chrono::steady_clock::now() - ago);
        client.complain(RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN, "all brokers are down");
        return client.fault_of("look").code();
    };
    EXPECT_EQ(code_after(std::chrono::minutes{0}), "kafka-credentials");
    EXPECT_EQ(code_after(std::chrono::minutes{10}), "kafka-unreachable");
}

TEST(a_kafka_client, finds_the_next_leader_when_it_was_told_of_one_that_has_just_died) {
    mock_cluster brokers{2};
    brokers.lead(1);
    brokers.go_down();
    const kafka_client client{kafka_client::role::producer, brokers.address(), {}};
    std::jthread election{[&] {
        std::this_thread::sleep_for(std::chrono::seconds{3});
        brokers.lead(2);
    }};
    EXPECT_TRUE(client.ask("events", {0}, std::chrono::seconds{12}))
        << "the whole patience went to the dead one";
}

} // namespace
