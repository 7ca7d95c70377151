#pragma once

#include "events/kafka_client.hpp"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace events {

/// The newest end of all partitions: one thread follows it, whoever writes, and keeps the last
/// records, so that what others have just written is read without asking a broker.
class kafka_log_tail {
public:
    /// Follows what comes after `ends`, and fetches the newest records before, which are asked for
    /// most. `grown` is called on the tail's thread.
    kafka_log_tail(const kafka_cluster& cluster, const std::string& topic,
                   const std::vector<offset>& ends, std::function<void(partition_id)> grown);
    ~kafka_log_tail();
    kafka_log_tail(const kafka_log_tail&) = delete;
    kafka_log_tail& operator=(const kafka_log_tail&) = delete;

    /// All offsets below it can be read.
    [[nodiscard]] offset end(partition_id partition) const;
    /// Somebody knows that everything below `end` can be read.
    void raise(partition_id partition, offset end);

    /// Records [from, until) as far as they are kept. Waits a moment for those that must come.
    /// Empty: they are no longer here.
    [[nodiscard]] std::vector<std::shared_ptr<const std::string>> take(partition_id partition,
                                                                       offset from, offset until);

    /// Why the log cannot be trusted any more; nothing while all is well.
    [[nodiscard]] std::optional<log_fault> broken() const;

private:
    struct part {
        offset first = 0; ///< of `kept`
        std::deque<std::shared_ptr<const std::string>> kept;
        std::size_t bytes = 0;
    };

    void run();
    void keep(const kafka_arrival& arrival);
    void break_off(const kafka_arrival& arrival);

    kafka_consumer consumer_;
    std::string topic_;
    std::function<void(partition_id)> grown_;
    std::vector<std::atomic<offset>> ends_;
    std::size_t bytes_max_; ///< a partition

    mutable std::mutex mutex_;
    std::condition_variable arrived_;
    std::vector<part> parts_;
    std::optional<log_fault> broken_;
    std::atomic<bool> closing_ = false;
    std::thread thread_;
};

} // namespace events
