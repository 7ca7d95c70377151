#pragma once

#include "events/kafka_client.hpp"

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace events {

/// Reads what lies further back. Each reading has a consumer of its own; one that stopped before
/// the end of the log is kept, so that whoever goes on from there, or from little behind, finds
/// what was fetched ahead.
class kafka_log_reader {
public:
    kafka_log_reader(kafka_cluster cluster, std::string topic);
    ~kafka_log_reader();

    /// What is to be read, and what there is: [from, until) of a partition that ends at `end`.
    struct stretch {
        partition_id partition;
        offset from = 0;
        offset until = 0;
        offset end = 0;
        bool few = false; ///< do not fetch far ahead
    };

    /// Visits the stretch until the visitor says no. Returns the offset after the last one visited.
    /// Throws log_fault when a record does not come.
    offset read(const stretch& what, const std::function<bool(const stored_record&)>& visit);

private:
    struct cursor;

    [[nodiscard]] std::unique_ptr<cursor> take(const stretch& what);
    void give_back(std::unique_ptr<cursor> used, offset end);
    void wake(cursor& used) const; ///< the thread that fetches
    [[nodiscard]] log_fault fault_of(cursor& used, const kafka_arrival& arrival) const;

    kafka_cluster cluster_;
    std::string topic_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<cursor>> idle_; ///< the last used is the last
};

} // namespace events
