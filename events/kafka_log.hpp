#pragma once

#include "events/kafka_client.hpp"
#include "events/log.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace events {

/// The topic of events when none is named.
inline constexpr const char* kafka_events_topic = "motcua.case.events.v1";

/// A log in Apache Kafka: one topic, a partition of the log is a partition of the topic, an offset
/// an offset. Any number of processes may write.
struct kafka_log_options {
    kafka_cluster cluster{};
    std::string topic = kafka_events_topic;
    std::uint32_t partitions = 0; ///< 0 takes what the topic has; any other wish must agree with it
    bool read_only = false;       ///< appends are refused
    /// Header of every record; what is not an event is not called one.
    std::string content_type = "application/cloudevents+json";
    /// Whether kafka_partition_count.hpp has its number of partitions: not that of refusals, which
    /// has no topic of keys.
    bool partitions_are_recorded = true;
    /// For tests only: opens a topic to write that could lose events, as on a single broker.
    bool allow_unsafe = false;
};

/// `kafka://host:port,host:port` or `kafka://host:port/topic`. Throws log_fault `kafka-address`.
[[nodiscard]] kafka_log_options kafka_log_at(const std::string& url);
/// Whether a text is meant to be such an address.
[[nodiscard]] bool is_kafka_url(const std::string& text);

/// The properties of a file with a line `name=value` for each, as Kafka's own tools take them; `#`
/// begins a comment. Throws fault `kafka-property`.
[[nodiscard]] kafka_properties read_kafka_properties(const std::filesystem::path& file);

/// Opens the log. Throws log_fault, with what to do: `kafka-unreachable`, `kafka-credentials`,
/// `kafka-topic-missing`, `kafka-topic-unsafe` (which names each setting), `kafka-partitions`.
[[nodiscard]] std::unique_ptr<log> open_kafka_log(const kafka_log_options& options);

/// Makes the topic so that it loses nothing: `copies` brokers hold each record, and one of them may
/// be missing while appends go on.
void create_kafka_log(const kafka_log_options& options, std::uint32_t copies = 3);

/// Every setting by which the topic could lose events, and what it should be; nothing when it is
/// safe. Throws like open_kafka_log when the topic cannot be looked at.
[[nodiscard]] std::vector<std::string> check_kafka_log(const kafka_log_options& options);

} // namespace events
