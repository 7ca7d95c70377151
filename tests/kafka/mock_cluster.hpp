#pragma once

#include "events/kafka_client.hpp"

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

#include <array>
#include <cstdint>
#include <vector>

namespace kafka_testing {

/// librdkafka's mock cluster, for errors that real brokers give too rarely. It shows how we behave
/// on them; it is no evidence for delivery. It has a topic `events` of one partition.
class mock_cluster {
public:
    explicit mock_cluster(int brokers = 1) {
        std::array<char, 256> error{};
        auto* conf = rd_kafka_conf_new();
        rd_kafka_conf_set(conf, "log_level", "0", error.data(), error.size());
        host_ = rd_kafka_new(RD_KAFKA_PRODUCER, conf, error.data(), error.size());
        cluster_ = rd_kafka_mock_cluster_new(host_, brokers);
        rd_kafka_mock_topic_create(cluster_, "events", 1, brokers);
    }
    ~mock_cluster() {
        rd_kafka_mock_cluster_destroy(cluster_);
        rd_kafka_destroy(host_);
    }
    mock_cluster(const mock_cluster&) = delete;
    mock_cluster& operator=(const mock_cluster&) = delete;

    [[nodiscard]] events::kafka_cluster address() const {
        return {.brokers = rd_kafka_mock_cluster_bootstraps(cluster_)};
    }
    void make_topic(const char* name, int partitions, int copies) {
        rd_kafka_mock_topic_create(cluster_, name, partitions, copies);
    }
    /// Nobody answers any more, and what was asked stays unanswered.
    void go_down() { rd_kafka_mock_broker_set_down(cluster_, 1); }
    /// The broker that others are told to ask for the partition.
    void lead(std::int32_t broker) {
        rd_kafka_mock_partition_set_leader(cluster_, "events", 0, broker);
    }
    void answer_produce_with(rd_kafka_resp_err_t error) { answer(produce_request, 1, error); }
    /// The next requests to join a group.
    void answer_joining_with(rd_kafka_resp_err_t error, std::size_t times) {
        answer(join_group_request, times, error);
    }

private:
    static constexpr std::int16_t produce_request = 0;
    static constexpr std::int16_t join_group_request = 11;

    void answer(std::int16_t request, std::size_t times, rd_kafka_resp_err_t error) {
        const std::vector<rd_kafka_resp_err_t> all(times, error);
        rd_kafka_mock_push_request_errors_array(cluster_, request, all.size(), all.data());
    }

    rd_kafka_t* host_ = nullptr;
    rd_kafka_mock_cluster_t* cluster_ = nullptr;
};

} // namespace kafka_testing
