#pragma once

#include "events/kafka_client.hpp"

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace events {

/// Reads what lies further back. Each reading has a consumer of its own; one that stopped in the
/// middle is kept, so that whoever goes on from there finds what was fetched ahead.
class kafka_log_reader {
public:
    kafka_log_reader(kafka_cluster cluster, std::string topic);
    ~kafka_log_reader();

    /// Visits [from, until) until the visitor says no. Returns the offset after the last one
    /// visited. `few`: do not fetch far ahead. Throws log_fault when a record does not come.
    offset read(partition_id partition, offset from, offset until, bool few,
                const std::function<bool(const stored_record&)>& visit);

private:
    struct cursor;

    [[nodiscard]] std::unique_ptr<cursor> take(partition_id partition, offset from, bool few);
    void give_back(std::unique_ptr<cursor> used, bool at_end);
    void wake(cursor& used) const; ///< the thread that fetches
    [[nodiscard]] log_fault fault_of(cursor& used, const kafka_arrival& arrival) const;

    kafka_cluster cluster_;
    std::string topic_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<cursor>> idle_; ///< the last used is the last
};

} // namespace events
