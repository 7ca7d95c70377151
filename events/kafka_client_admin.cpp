#include "events/kafka_client.hpp"
#include "events/kafka_topic_look.hpp"

#include <fmt/format.h>
#include <librdkafka/rdkafka.h>

#include <array>
#include <thread>

namespace events {
namespace {

constexpr int patience_ms = 10'000;

template <typename T> using owned = std::unique_ptr<T, void (*)(T*)>;

/// Runs one administrative request and hands its result on; throws when there is none.
owned<rd_kafka_event_t>
result_of(const kafka_client& client, rd_kafka_admin_op_t what, const std::string& tried,
          const std::function<void(rd_kafka_AdminOptions_t*, rd_kafka_queue_t*)>& request) {
    const owned<rd_kafka_queue_t> queue(rd_kafka_queue_new(client.handle()),
                                        rd_kafka_queue_destroy);
    const owned<rd_kafka_AdminOptions_t> options(rd_kafka_AdminOptions_new(client.handle(), what),
                                                 rd_kafka_AdminOptions_destroy);
    std::array<char, 256> error{};
    rd_kafka_AdminOptions_set_request_timeout(options.get(), patience_ms, error.data(),
                                              error.size());
    request(options.get(), queue.get());
    owned<rd_kafka_event_t> event(rd_kafka_queue_poll(queue.get(), patience_ms + 1000),
                                  rd_kafka_event_destroy);
    if (!event) {
        throw client.fault_of(tried);
    }
    if (const auto failed = rd_kafka_event_error(event.get());
        failed != RD_KAFKA_RESP_ERR_NO_ERROR) {
        if (failed == RD_KAFKA_RESP_ERR__TIMED_OUT || failed == RD_KAFKA_RESP_ERR__TRANSPORT) {
            throw client.fault_of(tried);
        }
        throw log_fault("kafka-refused",
                        fmt::format("{}: {}", tried, rd_kafka_event_error_string(event.get())));
    }
    return event;
}

void require(const rd_kafka_topic_result_t* result, const std::string& tried) {
    const auto error = rd_kafka_topic_result_error(result);
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR) {
        return;
    }
    const char* text = rd_kafka_topic_result_error_string(result);
    throw log_fault(error == RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS ? "kafka-topic-exists"
                                                                    : "kafka-refused",
                    fmt::format("{}: {}", tried, text == nullptr ? rd_kafka_err2str(error) : text));
}

owned<rd_kafka_topic_t> handle_of(const kafka_client& client, const std::string& topic) {
    return {rd_kafka_topic_new(client.handle(), topic.c_str(), nullptr), rd_kafka_topic_destroy};
}

/// What the cluster tells of a topic; null when it does not answer within the patience.
owned<const rd_kafka_metadata_t> asked_of(const kafka_client& client, rd_kafka_topic_t* topic,
                                          int patience) {
    const rd_kafka_metadata_t* found = nullptr;
    const auto failed = rd_kafka_metadata(client.handle(), 0, topic, &found, patience);
    return {failed == RD_KAFKA_RESP_ERR_NO_ERROR ? found : nullptr, rd_kafka_metadata_destroy};
}

/// The same; throws when it does not answer. Brokers may be away for a moment, but those that
/// refuse us do so again: whoever waits for them is told soon.
owned<const rd_kafka_metadata_t> metadata_of(const kafka_client& client, rd_kafka_topic_t* topic,
                                             const std::string& tried) {
    for (const int wait_ms : {2'000, 3'000, patience_ms - 5'000}) {
        if (auto metadata = asked_of(client, topic, wait_ms)) {
            return metadata;
        }
        if (auto failed = client.fault_of(tried); failed.code() == "kafka-credentials") {
            throw failed;
        }
    }
    throw client.fault_of(tried);
}

std::uint32_t fewest_copies(const rd_kafka_metadata_topic_t& shape) {
    auto out = UINT32_MAX;
    for (int i = 0; i < shape.partition_cnt; ++i) {
        out = std::min(out, static_cast<std::uint32_t>(shape.partitions[i].replica_cnt));
    }
    return out;
}

/// The topic's shape; false when there is no such topic.
bool describe_shape(const kafka_client& client, kafka_topic& topic) {
    const auto tried = fmt::format("look at the topic {}", topic.name);
    const auto handle = handle_of(client, topic.name);
    for (int tries = 0; tries < 20; ++tries) {
        const auto metadata = metadata_of(client, handle.get(), tried);
        const auto& shape = metadata->topics[0];
        if (shape.err == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART) {
            return false;
        }
        if (shape.err == RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED) {
            throw log_fault("kafka-credentials",
                            fmt::format("{}: the brokers do not let this user see it; grant it "
                                        "Describe, Read and Write",
                                        tried));
        }
        if (shape.err == RD_KAFKA_RESP_ERR_NO_ERROR && shape.partition_cnt > 0) {
            topic.partitions = static_cast<std::uint32_t>(shape.partition_cnt);
            topic.replication = fewest_copies(shape);
            return true;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{100}); // leaders are being chosen
    }
    throw client.fault_of(tried);
}

/// The topic's settings; false when the broker that was asked has not heard of the topic.
bool describe_settings(const kafka_client& client, kafka_topic& topic) {
    auto* const resource = rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic.name.c_str());
    const owned<rd_kafka_ConfigResource_t> wished(resource, rd_kafka_ConfigResource_destroy);
    const auto event =
        result_of(client, RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS,
                  fmt::format("read the settings of the topic {}", topic.name),
                  [&](auto* options, auto* queue) {
                      std::array<rd_kafka_ConfigResource_t*, 1> all{resource};
                      rd_kafka_DescribeConfigs(client.handle(), all.data(), 1, options, queue);
                  });
    std::size_t count = 0;
    const auto* const resources = rd_kafka_DescribeConfigs_result_resources(
        rd_kafka_event_DescribeConfigs_result(event.get()), &count);
    if (count == 1 &&
        rd_kafka_ConfigResource_error(resources[0]) == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART) {
        return false;
    }
    if (count != 1 || rd_kafka_ConfigResource_error(resources[0]) != RD_KAFKA_RESP_ERR_NO_ERROR) {
        const char* why = count == 1 ? rd_kafka_ConfigResource_error_string(resources[0]) : nullptr;
        throw log_fault("kafka-credentials",
                        fmt::format("read the settings of the topic {}: {}; grant this user "
                                    "DescribeConfigs",
                                    topic.name, why == nullptr ? "no answer" : why));
    }
    const auto* const entries = rd_kafka_ConfigResource_configs(resources[0], &count);
    for (std::size_t i = 0; i < count; ++i) {
        const char* value = rd_kafka_ConfigEntry_value(entries[i]);
        topic.settings[rd_kafka_ConfigEntry_name(entries[i])] = value == nullptr ? "" : value;
    }
    return true;
}

} // namespace

std::optional<std::uint32_t> partitions_of_topic(const kafka_client& client,
                                                 const std::string& topic,
                                                 std::chrono::milliseconds patience) {
    const auto handle = handle_of(client, topic);
    const auto metadata = asked_of(client, handle.get(), static_cast<int>(patience.count()));
    if (!metadata || metadata->topic_cnt != 1) {
        return std::nullopt;
    }
    const auto& shape = metadata->topics[0];
    if (shape.err == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART) {
        return 0;
    }
    if (shape.err != RD_KAFKA_RESP_ERR_NO_ERROR || shape.partition_cnt <= 0) {
        return std::nullopt;
    }
    return static_cast<std::uint32_t>(shape.partition_cnt);
}

std::optional<std::uint32_t> copies_of_topic(const kafka_client& client, const std::string& topic,
                                             std::chrono::milliseconds patience) {
    const auto handle = handle_of(client, topic);
    const auto metadata = asked_of(client, handle.get(), static_cast<int>(patience.count()));
    if (!metadata || metadata->topic_cnt != 1 || metadata->topics[0].partition_cnt <= 0 ||
        metadata->topics[0].err != RD_KAFKA_RESP_ERR_NO_ERROR) {
        return std::nullopt;
    }
    return fewest_copies(metadata->topics[0]);
}

log_fault fault_of_missing_topic(const kafka_client& client, const std::string& topic) {
    return {"kafka-topic-missing",
            fmt::format("follow the topic {} at {}: it is no longer there, though the brokers run: "
                        "somebody has deleted it, and its records; stop all nodes, make it anew "
                        "with `motcua log init`, and fill it from a copy with `motcua log copy`",
                        topic, client.brokers())};
}

log_fault fault_of_unanswered(const kafka_client& client, const std::string& topic,
                              const std::string& tried) {
    constexpr std::chrono::milliseconds short_patience{500};
    const auto there = partitions_of_topic(client, topic, short_patience);
    return there && *there == 0 ? fault_of_missing_topic(client, topic) : client.fault_of(tried);
}

std::optional<kafka_topic> describe_kafka_topic(const kafka_cluster& cluster,
                                                const std::string& name) {
    const kafka_client client(kafka_client::role::producer, cluster, {});
    kafka_topic topic{.name = name, .partitions = 0, .replication = 0, .settings = {}};
    for (int tries = 0; !describe_shape(client, topic) || !describe_settings(client, topic);
         ++tries) {
        if (tries == 20) {
            return std::nullopt;
        }
        // A broker may hear of a new topic a moment later than the one that made it, and each
        // question may go to another broker.
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
    return topic;
}

void create_kafka_topic(const kafka_cluster& cluster, const kafka_topic& wished) {
    const kafka_client client(kafka_client::role::producer, cluster, {});
    const auto tried = fmt::format("make the topic {}", wished.name);
    std::array<char, 256> error{};
    auto* const topic =
        rd_kafka_NewTopic_new(wished.name.c_str(), static_cast<int>(wished.partitions),
                              static_cast<int>(wished.replication), error.data(), error.size());
    if (topic == nullptr) {
        throw log_fault("kafka-refused", fmt::format("{}: {}", tried, error.data()));
    }
    const owned<rd_kafka_NewTopic_t> kept(topic, rd_kafka_NewTopic_destroy);
    for (const auto& [name, value] : wished.settings) {
        rd_kafka_NewTopic_set_config(topic, name.c_str(), value.c_str());
    }
    const auto event =
        result_of(client, RD_KAFKA_ADMIN_OP_CREATETOPICS, tried, [&](auto* options, auto* queue) {
            rd_kafka_AdminOptions_set_operation_timeout(options, patience_ms, error.data(),
                                                        error.size());
            std::array<rd_kafka_NewTopic_t*, 1> all{topic};
            rd_kafka_CreateTopics(client.handle(), all.data(), 1, options, queue);
        });
    std::size_t count = 0;
    const auto* const results = rd_kafka_CreateTopics_result_topics(
        rd_kafka_event_CreateTopics_result(event.get()), &count);
    if (count == 1) {
        require(results[0], tried);
    }
    // The answer comes before every broker knows the topic.
    for (int tries = 0; tries < 100; ++tries) {
        kafka_topic made{.name = wished.name, .partitions = 0, .replication = 0, .settings = {}};
        if (describe_shape(client, made)) {
            return;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
    throw client.fault_of(tried);
}

void delete_kafka_topic(const kafka_cluster& cluster, const std::string& name) {
    const kafka_client client(kafka_client::role::producer, cluster, {});
    auto* const topic = rd_kafka_DeleteTopic_new(name.c_str());
    const owned<rd_kafka_DeleteTopic_t> kept(topic, rd_kafka_DeleteTopic_destroy);
    const auto tried = fmt::format("delete the topic {}", name);
    const auto event =
        result_of(client, RD_KAFKA_ADMIN_OP_DELETETOPICS, tried, [&](auto* options, auto* queue) {
            std::array<rd_kafka_DeleteTopic_t*, 1> all{topic};
            rd_kafka_DeleteTopics(client.handle(), all.data(), 1, options, queue);
        });
    std::size_t count = 0;
    const auto* const results = rd_kafka_DeleteTopics_result_topics(
        rd_kafka_event_DeleteTopics_result(event.get()), &count);
    if (count == 1) {
        require(results[0], tried);
    }
}

} // namespace events
