#pragma once

#include "events/kafka_log.hpp"

namespace events {

/// Records that were confirmed are gone: a partition begins behind its first one.
[[nodiscard]] log_fault lost_records_fault(const std::string& topic, partition_id partition,
                                           offset begin);

/// A broker has other bytes in a place than were written there: `problem` is what was met.
[[nodiscard]] log_fault damaged_records_fault(const std::string& topic, partition_id partition,
                                              offset at, const std::string& problem);

/// Looks at the topic and refuses it to who writes when it could lose events. Returns its
/// partitions.
[[nodiscard]] std::uint32_t require_safe_topic(const kafka_log_options& options);

/// The same with the topic of keys.
void require_safe_keys(const kafka_log_options& options);

} // namespace events
