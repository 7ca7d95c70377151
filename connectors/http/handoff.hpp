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

    /// False, and the item is gone, when the reader has closed.
    bool put(Item item) {
        const std::lock_guard lock{mutex_};
        if (!wake_) {
            return false;
        }
        const bool first = items_.empty();
        items_.push_back(std::move(item));
        if (first) {
            wake_();
        }
        return true;
    }

    /// Exchanges `into`, which is cleared, for what has gathered; so the two vectors keep their
    /// memory.
    void take(std::vector<Item>& into) {
        into.clear();
        const std::lock_guard lock{mutex_};
        items_.swap(into);
    }

    /// Takes what is left; nothing comes after it.
    [[nodiscard]] std::vector<Item> close() {
        const std::lock_guard lock{mutex_};
        wake_ = nullptr;
        return std::exchange(items_, {});
    }

private:
    std::mutex mutex_;
    std::function<void()> wake_;
    std::vector<Item> items_;
};

} // namespace connectors
