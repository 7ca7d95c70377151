#include "connectors/api/work_queue.hpp"

#include <utility>

namespace connectors::api {

work_queue::~work_queue() {
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void work_queue::post(std::function<void()> work) {
    bool idle = false;
    {
        const std::lock_guard lock(mutex_);
        idle = waiting_.empty();
        waiting_.push_back(std::move(work));
    }
    if (idle) { // else it takes all of them at its next turn
        wake_.notify_one();
    }
}

void work_queue::run() {
    for (;;) {
        std::deque<std::function<void()>> now;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [&] { return closing_ || !waiting_.empty(); });
            if (waiting_.empty()) {
                return;
            }
            now.swap(waiting_);
        }
        for (const auto& work : now) {
            work();
        }
    }
}

} // namespace connectors::api
