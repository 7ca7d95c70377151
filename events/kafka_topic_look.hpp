#pragma once

#include "events/kafka_client.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace events {

/// How many partitions the topic has now, 0 when there is no such topic. Nothing when no broker
/// answers in time or none may say. Makes no topic.
[[nodiscard]] std::optional<std::uint32_t> partitions_of_topic(const kafka_client& client,
                                                               const std::string& topic,
                                                               std::chrono::milliseconds patience);

/// On how many brokers each record of the topic lies, of the partition with the fewest. Nothing
/// when there is no such topic, no broker answers in time, or none may say.
[[nodiscard]] std::optional<std::uint32_t> copies_of_topic(const kafka_client& client,
                                                           const std::string& topic,
                                                           std::chrono::milliseconds patience);

/// Why a question about a partition found no answer: that the topic is gone, when the brokers say
/// so, or else what kafka_client::fault_of says.
[[nodiscard]] log_fault fault_of_unanswered(const kafka_client& client, const std::string& topic,
                                            const std::string& tried);

/// A topic that a running process works on is no longer there.
[[nodiscard]] log_fault fault_of_missing_topic(const kafka_client& client,
                                               const std::string& topic);

} // namespace events
