#include "connectors/api/key_queue.hpp"

#include "events/fault.hpp"

#include <utility>

namespace connectors::api {

key_queue::~key_queue() {
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void key_queue::when_made(std::vector<events::person_id> persons, std::function<void()> then) {
    bool idle = false;
    {
        const std::lock_guard lock(mutex_);
        idle = waiting_.empty();
        waiting_.push_back({std::move(persons), std::move(then)});
    }
    if (idle) { // else it takes all of them at its next turn
        wake_.notify_one();
    }
}

void key_queue::run() {
    for (;;) {
        std::vector<one> now;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [&] { return closing_ || !waiting_.empty(); });
            if (waiting_.empty()) {
                return;
            }
            now.swap(waiting_);
        }
        make_together(now);
        for (const auto& each : now) {
            each.then();
        }
    }
}

void key_queue::make_together(const std::vector<one>& waiting) {
    std::vector<events::person_id> all;
    for (const auto& each : waiting) {
        all.insert(all.end(), each.persons.begin(), each.persons.end());
    }
    try {
        keys_.ensure(all);
    } catch (const events::fault&) {
        return; // whose fault it is each of them learns for itself
    }
}

} // namespace connectors::api
