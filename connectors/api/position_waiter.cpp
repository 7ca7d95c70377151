#include "connectors/api/position_waiter.hpp"

#include <algorithm>
#include <utility>

namespace connectors::api {
namespace {

/// Commits wait for a reader, and so does whoever waits here: that is one.
constexpr std::chrono::milliseconds look_again_after{10};

} // namespace

position_waiter::position_waiter(projections::store& store) : store_(store) {
    subscription_ = store_.live().subscribe([this] {
        const std::lock_guard lock(mutex_);
        if (!waiting_.empty()) {
            grown_ = true;
            wake_.notify_one();
        }
    });
    thread_ = std::thread([this] { run(); });
}

position_waiter::~position_waiter() {
    store_.live().unsubscribe(subscription_);
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void position_waiter::when_visible(engine::log_position place, std::chrono::milliseconds patience,
                                   std::function<void(bool)> then) {
    if (store_.has_passed(place)) {
        then(true);
        return;
    }
    when([place](const auto& view) { return view.at().cover(place); }, patience, std::move(then));
}

void position_waiter::when(std::function<bool(const projections::snapshot&)> holds,
                           std::chrono::milliseconds patience, std::function<void(bool)> then) {
    if (holds(store_.view())) {
        then(true);
        return;
    }
    {
        const std::lock_guard lock(mutex_);
        waiting_.push_back(
            {std::move(holds), std::chrono::steady_clock::now() + patience, std::move(then)});
        grown_ = true; // it may have begun to hold in between
    }
    wake_.notify_one();
}

std::list<position_waiter::one> position_waiter::take_ready(bool closing) {
    std::list<one> ready;
    const auto view = store_.view();
    const auto now = std::chrono::steady_clock::now();
    for (auto at = waiting_.begin(); at != waiting_.end();) {
        const auto next = std::next(at);
        if (closing || at->until <= now || at->holds(view)) {
            ready.splice(ready.end(), waiting_, at);
        }
        at = next;
    }
    return ready;
}

void position_waiter::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        const auto awake = [&] { return closing_ || grown_; };
        if (waiting_.empty()) {
            wake_.wait(lock, awake);
        } else {
            const auto now = std::chrono::steady_clock::now();
            const auto first =
                std::min_element(waiting_.begin(), waiting_.end(),
                                 [](const one& a, const one& b) { return a.until < b.until; });
            wake_.wait_until(lock, std::min(first->until, now + look_again_after), awake);
        }
        grown_ = false;
        const bool closing = closing_;
        auto ready = take_ready(closing);
        lock.unlock();
        for (auto& waited : ready) {
            waited.then(waited.holds(store_.view()));
        }
        lock.lock();
        if (closing && waiting_.empty()) {
            return;
        }
    }
}

} // namespace connectors::api
