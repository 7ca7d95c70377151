#pragma once

#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace connectors {

/// Hands items from many threads to one, with one wake-up for as many as have gathered. It outlives
/// its reader when writers still hold it.
template <class Item> class handoff {
public:
    /// `wake` is called by the thread that puts the first item after a take(); not after close().
    explicit handoff(std::function<void()> wake) : wake_(std::move(wake)) {}

    /// Drops the item when the reader has closed.
    void put(Item item) {
        const std::lock_guard lock{mutex_};
        if (!wake_) {
            return;
        }
        const bool first = items_.empty();
        items_.push_back(std::move(item));
        if (first) {
            wake_();
        }
    }

    /// Exchanges `into`, which is cleared, for what has gathered; so the two vectors keep their
    /// memory.
    void take(std::vector<Item>& into) {
        into.clear();
        const std::lock_guard lock{mutex_};
        items_.swap(into);
    }

    void close() {
        const std::lock_guard lock{mutex_};
        wake_ = nullptr;
        items_.clear();
    }

private:
    std::mutex mutex_;
    std::function<void()> wake_;
    std::vector<Item> items_;
};

} // namespace connectors
