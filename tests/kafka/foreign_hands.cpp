#include "tests/kafka/foreign_hands.hpp"

#include "tests/kafka/cluster.hpp"

#include <fmt/format.h>
#include <librdkafka/rdkafka.h>
#include <unistd.h>

#include <array>
#include <functional>
#include <stdexcept>

namespace kafka_testing {
namespace {

/// The first transaction of a cluster waits until its coordinator has loaded.
constexpr int patience_ms = 60'000;

void must(const char* tried, rd_kafka_error_t* error) {
    if (error != nullptr) {
        const std::string why = rd_kafka_error_string(error);
        rd_kafka_error_destroy(error);
        throw std::runtime_error(fmt::format("{}: {}", tried, why));
    }
}

rd_kafka_t* producer(const std::string& transactional_id) {
    std::array<char, 256> error{};
    auto* conf = rd_kafka_conf_new();
    rd_kafka_conf_set(conf, "bootstrap.servers", brokers().c_str(), error.data(), error.size());
    if (!transactional_id.empty()) {
        rd_kafka_conf_set(conf, "transactional.id", transactional_id.c_str(), error.data(),
                          error.size());
    }
    auto* const out = rd_kafka_new(RD_KAFKA_PRODUCER, conf, error.data(), error.size());
    if (out == nullptr) {
        throw std::runtime_error(error.data());
    }
    return out;
}

/// Runs an administrative request; its answer must not be an error as a whole.
void administer(const std::function<void(rd_kafka_t*, rd_kafka_queue_t*)>& request) {
    auto* const client = producer({});
    auto* const queue = rd_kafka_queue_new(client);
    request(client, queue);
    auto* const event = rd_kafka_queue_poll(queue, patience_ms);
    const std::string problem = event == nullptr ? "no answer"
                                : rd_kafka_event_error(event) == RD_KAFKA_RESP_ERR_NO_ERROR
                                    ? ""
                                    : rd_kafka_event_error_string(event);
    if (event != nullptr) {
        rd_kafka_event_destroy(event);
    }
    rd_kafka_queue_destroy(queue);
    rd_kafka_destroy(client);
    if (!problem.empty()) {
        throw std::runtime_error(problem);
    }
}

} // namespace

strange_transaction::strange_transaction() {
    static int number = 0;
    producer_ = producer(fmt::format("stranger-{}-{}", ::getpid(), ++number));
    must("init", rd_kafka_init_transactions(producer_, patience_ms));
    must("begin", rd_kafka_begin_transaction(producer_));
    open_ = true;
}

strange_transaction::~strange_transaction() {
    if (open_) {
        if (auto* const error = rd_kafka_abort_transaction(producer_, patience_ms)) {
            rd_kafka_error_destroy(error);
        }
    }
    rd_kafka_destroy(producer_);
}

void strange_transaction::write(const std::string& topic, events::partition_id partition,
                                const std::string& value) {
    const auto error = rd_kafka_producev(
        producer_, RD_KAFKA_V_TOPIC(topic.c_str()),
        RD_KAFKA_V_PARTITION(static_cast<std::int32_t>(partition.value)),
        RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
        RD_KAFKA_V_VALUE(const_cast<char*>(value.data()), value.size()), RD_KAFKA_V_END);
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR ||
        rd_kafka_flush(producer_, patience_ms) != RD_KAFKA_RESP_ERR_NO_ERROR) {
        throw std::runtime_error("a stranger's record was not written");
    }
}

void strange_transaction::commit() {
    must("commit", rd_kafka_commit_transaction(producer_, patience_ms));
    open_ = false;
}

void add_partitions(const std::string& topic, std::uint32_t to) {
    std::array<char, 256> error{};
    auto* wished = rd_kafka_NewPartitions_new(topic.c_str(), to, error.data(), error.size());
    administer([&](auto* client, auto* queue) {
        rd_kafka_CreatePartitions(client, &wished, 1, nullptr, queue);
    });
    rd_kafka_NewPartitions_destroy(wished);
}

void set_topic(const std::string& topic, const events::kafka_properties& settings) {
    auto* wished = rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic.c_str());
    for (const auto& [name, value] : settings) {
        rd_kafka_ConfigResource_set_config(wished, name.c_str(), value.c_str());
    }
    administer([&](auto* client, auto* queue) {
        rd_kafka_AlterConfigs(client, &wished, 1, nullptr, queue);
    });
    rd_kafka_ConfigResource_destroy(wished);
}

void delete_records(const std::string& topic, events::partition_id partition,
                    events::offset before) {
    auto* const list = rd_kafka_topic_partition_list_new(1);
    rd_kafka_topic_partition_list_add(list, topic.c_str(),
                                      static_cast<std::int32_t>(partition.value))
        ->offset = static_cast<std::int64_t>(before);
    auto* wished = rd_kafka_DeleteRecords_new(list);
    administer([&](auto* client, auto* queue) {
        rd_kafka_DeleteRecords(client, &wished, 1, nullptr, queue);
    });
    rd_kafka_DeleteRecords_destroy(wished);
    rd_kafka_topic_partition_list_destroy(list);
}

} // namespace kafka_testing
