#pragma once

#include "events/log.hpp"

#include <mutex>

namespace events {

/// The callback of log::follow. Taking it away waits for a running call, so that nothing is called
/// afterwards; the callback itself may take it away too.
class log_follower {
public:
    void set(std::function<void(partition_id)> grown) {
        const std::lock_guard lock(mutex_);
        grown_ = std::move(grown);
    }
    void tell(partition_id partition) {
        const std::lock_guard lock(mutex_);
        if (grown_) {
            grown_(partition);
        }
    }

private:
    std::recursive_mutex mutex_;
    std::function<void(partition_id)> grown_;
};

} // namespace events
