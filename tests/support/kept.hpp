#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <utility>
#include <vector>

namespace support {

/// Things that other threads put aside, for a test to wait for.
template <class Thing> class kept {
public:
    void keep(Thing one) {
        const std::lock_guard lock{mutex_};
        things_.push_back(std::move(one));
        changed_.notify_all();
    }

    /// Takes this many, in the order in which they came. Fails the test after ten seconds.
    std::vector<Thing> take(std::size_t count) {
        std::unique_lock lock{mutex_};
        changed_.wait_for(lock, std::chrono::seconds{10}, [&] { return things_.size() >= count; });
        EXPECT_GE(things_.size(), count) << "nothing more came in ten seconds";
        std::vector<Thing> out;
        const auto end =
            things_.begin() + static_cast<std::ptrdiff_t>(std::min(count, things_.size()));
        out.assign(std::make_move_iterator(things_.begin()), std::make_move_iterator(end));
        things_.erase(things_.begin(), end);
        return out;
    }

    /// Takes the next one.
    Thing next() {
        std::vector<Thing> one = take(1);
        return one.empty() ? throw std::runtime_error("nothing was kept") : std::move(one[0]);
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Thing> things_;
};

} // namespace support
