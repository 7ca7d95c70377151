#pragma once

#include "projections/store.hpp"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <thread>

namespace connectors::api {

/// Lets reads wait until the projections show something, without a thread for each.
class position_waiter {
public:
    explicit position_waiter(projections::store& store);
    /// Tells everybody who waits that it was in vain.
    ~position_waiter();
    position_waiter(const position_waiter&) = delete;
    position_waiter& operator=(const position_waiter&) = delete;

    /// Calls `then(true)` when the record at this place is visible, at once if it is already, or
    /// `then(false)` after `patience`. Later calls come on the waiter's thread.
    void when_visible(engine::log_position place, std::chrono::milliseconds patience,
                      std::function<void(bool visible)> then);
    /// The same for whatever can be told from a snapshot; asked anew after each commit.
    void when(std::function<bool(const projections::snapshot&)> holds,
              std::chrono::milliseconds patience, std::function<void(bool held)> then);

private:
    using time_point = std::chrono::steady_clock::time_point;
    struct one {
        std::function<bool(const projections::snapshot&)> holds;
        time_point until;
        std::function<void(bool)> then;
    };
    void run();
    [[nodiscard]] std::list<one> take_ready(bool closing);

    projections::store& store_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::list<one> waiting_;
    bool closing_ = false;
    bool grown_ = false;
    std::uint64_t subscription_ = 0;
    std::thread thread_;
};

} // namespace connectors::api
