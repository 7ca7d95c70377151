#pragma once

#include "events/digest.hpp"
#include "events/ids.hpp"

#include <cstddef>
#include <deque>
#include <mutex>
#include <unordered_map>

namespace connectors::api {

/// Remembers what was asked under an idempotency key, for the newest `keys_max` keys: one key means
/// one request. What is forgotten is still recorded once only, by its command id.
class body_memory {
public:
    explicit body_memory(std::size_t keys_max) : keys_max_(keys_max) {}

    /// False when the key stood for another request before.
    [[nodiscard]] bool same(const events::command_id& key, const events::digest& request) {
        const std::lock_guard lock(mutex_);
        const auto [found, added] = known_.emplace(key, request);
        if (!added) {
            return found->second == request;
        }
        order_.push_back(key);
        if (order_.size() > keys_max_) {
            known_.erase(order_.front());
            order_.pop_front();
        }
        return true;
    }

private:
    std::mutex mutex_;
    std::size_t keys_max_;
    std::unordered_map<events::command_id, events::digest, events::strong_hash> known_;
    std::deque<events::command_id> order_;
};

} // namespace connectors::api
