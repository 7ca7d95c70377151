#pragma once

#include "events/kafka_log.hpp"
#include "events/log.hpp"

#include <memory>
#include <string>
#include <vector>

namespace events {

/// The nodes on one log, of which each performs the duties of some partitions: watching deadlines,
/// fetching mail, sending. Who holds a partition is a matter of economy, not of safety: for a
/// moment after a failure two may hold one, and what both do counts once, by the one rule. All
/// functions may be called from any thread.
class node_group {
public:
    virtual ~node_group() = default;

    /// Whether this node is to perform the duties of the partition now.
    [[nodiscard]] virtual bool holds(partition_id partition) const = 0;
    /// All that it holds, ascending.
    [[nodiscard]] virtual std::vector<partition_id> held() const = 0;
    /// Why the cluster cannot be worked with just now; empty while it can.
    [[nodiscard]] virtual std::string trouble() const = 0;
    /// Why the cluster does not let this node into the group, so that it will hold nothing however
    /// long it asks; empty while it is a member or may become one.
    [[nodiscard]] virtual std::string exclusion() const = 0;
};

/// A member of the consumer group of the log's topic, which Kafka divides the partitions among. A
/// node that dies or stands still loses its partitions to the others within about
/// `session_timeout`; one that ends in good order gives them back at once.
[[nodiscard]] std::unique_ptr<node_group> join_kafka_group(const kafka_log_options& log);

/// By which settings of the cluster the duties could be nobody's for long, though two of three
/// brokers run. Nothing where there are none, or the cluster does not tell.
[[nodiscard]] std::vector<std::string> check_kafka_groups(const kafka_cluster& cluster);

/// `motcua.case.duties.v1` with `motcua.case.events.v1`.
[[nodiscard]] std::string duties_group_of(const std::string& events_topic);

} // namespace events
