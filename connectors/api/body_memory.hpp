#pragma once

#include "events/digest.hpp"
#include "events/ids.hpp"

#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <unordered_map>

namespace connectors::api {

/// Remembers what was asked under an idempotency key, for the newest `keys_max` keys: one key means
/// one request. What is forgotten is still recorded once only, by its command id.
class body_memory {
public:
    explicit body_memory(std::size_t keys_max) : keys_max_(keys_max) {}

    enum class use {
        first,
        again,   ///< the same request, which has been answered
        running, ///< the same request, which has not been answered yet
        other,   ///< the key stands for another request
    };
    struct begun {
        use as = use::first;
        /// The key is busy until the last copy is gone. Set for `first` and `again`.
        std::shared_ptr<void> flight;
    };
    /// Not longer than the memory lives may the flight be held.
    [[nodiscard]] begun begin(const events::command_id& key, const events::digest& request) {
        const std::lock_guard lock(mutex_);
        const auto [found, added] = known_.emplace(key, entry{request, true});
        if (!added) {
            if (found->second.request != request) {
                return {use::other, nullptr};
            }
            if (found->second.running) {
                return {use::running, nullptr};
            }
            found->second.running = true;
            return {use::again, flight_of(key)};
        }
        order_.push_back(key);
        if (order_.size() > keys_max_) {
            known_.erase(order_.front());
            order_.pop_front();
        }
        return {use::first, flight_of(key)};
    }
    /// What was asked turned out to be another request than the one that the key had counted for.
    void forget(const events::command_id& key) {
        const std::lock_guard lock(mutex_);
        known_.erase(key);
        std::erase(order_, key);
    }

private:
    struct entry {
        events::digest request;
        bool running = false;
    };

    [[nodiscard]] std::shared_ptr<void> flight_of(const events::command_id& key) {
        return {this, [this, key](void*) {
                    const std::lock_guard lock(mutex_);
                    if (const auto found = known_.find(key); found != known_.end()) {
                        found->second.running = false;
                    }
                }};
    }

    std::mutex mutex_;
    std::size_t keys_max_;
    std::unordered_map<events::command_id, entry, events::strong_hash> known_;
    std::deque<events::command_id> order_;
};

} // namespace connectors::api
