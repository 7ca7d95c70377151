#pragma once

#include "events/digest.hpp"
#include "events/ids.hpp"

#include <cstddef>
#include <cstdint>
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
        again,   ///< the same request, which has been answered, whatever the answer was
        running, ///< the same request, which has not been answered yet
        other,   ///< the key stands for another request
    };
    struct begun {
        use as = use::first;
        /// The key is busy until the last copy is gone. Set for `first` and `again`.
        std::shared_ptr<void> flight;
        bool has_counted = false; ///< of `again`: the key has counted for this very request
    };
    /// Not longer than the memory lives may the flight be held.
    [[nodiscard]] begun begin(const events::command_id& key, const events::digest& request) {
        const std::lock_guard lock(mutex_);
        const auto [found, added] = known_.emplace(key, entry{request, turns_ + 1});
        if (!added) {
            if (found->second.request != request) {
                return {use::other, nullptr};
            }
            if (found->second.flown_by != 0) {
                return {use::running, nullptr};
            }
            found->second.flown_by = turns_ + 1;
            return {use::again, flight_of(key), found->second.has_counted};
        }
        order_.push_back(key);
        if (order_.size() > keys_max_) {
            known_.erase(order_.front());
            order_.pop_front();
        }
        return {use::first, flight_of(key)};
    }
    /// What was asked under the key is what has counted: no other request has that key, on any
    /// node.
    void counted(const events::command_id& key, const events::digest& request) {
        const std::lock_guard lock(mutex_);
        const auto found = known_.find(key);
        if (found != known_.end() && found->second.request == request) {
            found->second.has_counted = true;
        }
    }
    /// What was asked turned out to be another request than the one that the key had counted for,
    /// or nobody knows.
    void forget(const events::command_id& key) {
        const std::lock_guard lock(mutex_);
        known_.erase(key);
        std::erase(order_, key);
    }

private:
    struct entry {
        events::digest request;
        std::uint64_t flown_by = 0; ///< the turn of the request that keeps it busy; 0 for none
        bool has_counted = false;
    };

    /// Of a key that was forgotten meanwhile another request's flight is left alone.
    [[nodiscard]] std::shared_ptr<void> flight_of(const events::command_id& key) {
        return {this, [this, key, turn = ++turns_](void*) {
                    const std::lock_guard lock(mutex_);
                    const auto found = known_.find(key);
                    if (found != known_.end() && found->second.flown_by == turn) {
                        found->second.flown_by = 0;
                    }
                }};
    }

    std::mutex mutex_;
    std::size_t keys_max_;
    std::uint64_t turns_ = 0;
    std::unordered_map<events::command_id, entry, events::strong_hash> known_;
    std::deque<events::command_id> order_;
};

} // namespace connectors::api
