#pragma once

#include "events/kafka_log.hpp"

#include <cstdint>
#include <optional>

/// In which partition an office's events lie follows from how many there are, and anybody who may
/// change topics can add some. So the number is written down with the installation: in a record of
/// the compacted topic of keys, which every node reads, under the name of the topic of events:
///
///     partitions/<topic of events>    the number, as text; the first one holds
namespace events {

/// What is written down for the topic of events `options.topic`. Nothing when nobody has yet, or
/// when there is no topic of keys. Throws log_fault.
[[nodiscard]] std::optional<std::uint32_t> recorded_partitions(const kafka_log_options& options);
/// Writes it down; durable when it returns. Throws log_fault.
void record_partitions(const kafka_log_options& options, std::uint32_t partitions);

/// Throws log_fault `kafka-partitions` when the topic has another number of partitions than the one
/// that is written down. Writes it down when nobody has; an opener for reading only looks. Asks for
/// nothing where none is written down.
void require_recorded_partitions(const kafka_log_options& options, std::uint32_t partitions);

/// What is wrong, why and what to do.
[[nodiscard]] log_fault other_partitions_fault(const std::string& topic, std::uint32_t now,
                                               std::uint32_t recorded);

/// Opens for reading a topic that may have got partitions meanwhile: for copying it into another.
[[nodiscard]] std::unique_ptr<log> open_kafka_log_to_copy(kafka_log_options options);

} // namespace events
