#pragma once

#include "events/kafka_log.hpp"
#include "events/log.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace connectors {

/// Where a log is: a file of the embedded log, or a topic of Kafka.
struct log_place {
    /// `kafka://host:port,…[/topic]`; anything else is a path.
    std::string where;
    /// Kafka's properties, one a line, such as security.protocol and sasl.*; empty: none.
    std::filesystem::path properties{};
    bool allow_unsafe = false; ///< for tests: a topic that could lose events

    [[nodiscard]] bool is_kafka() const { return events::is_kafka_url(where); }
    /// The data folder that it is, or whose log.db it is; none for a topic or another file.
    [[nodiscard]] std::optional<std::filesystem::path> folder() const;
    /// Of a place in Kafka. Throws log_fault.
    [[nodiscard]] events::kafka_log_options kafka() const;
};

/// The topic of refusals that goes with a topic of events: `motcua.case.refusals.v1` with
/// `motcua.case.events.v1`.
[[nodiscard]] std::string refusals_topic_of(const std::string& events_topic);

/// Makes the topics of events, of refusals and of keys, so that they lose nothing. Returns their
/// names. Throws log_fault.
std::vector<std::string> make_topics(const log_place& at, std::uint32_t partitions,
                                     std::uint32_t copies);
/// Every setting of theirs by which something could be lost.
[[nodiscard]] std::vector<std::string> dangers_of_topics(const log_place& at);

/// Opens what is there; for a folder its log.db. Throws log_fault.
[[nodiscard]] std::unique_ptr<events::log> open_to_read(const log_place& at);
/// The same, to append to. An embedded log is made when missing, with these partitions.
[[nodiscard]] std::unique_ptr<events::log> open_to_write(const log_place& at,
                                                         std::uint32_t partitions);

} // namespace connectors
