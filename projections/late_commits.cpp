#include "projections/late_commits.hpp"

#include <utility>

namespace projections {

late_commits::late_commits(std::chrono::milliseconds patience, std::function<void()> commit,
                           std::function<void()> tell)
    : patience_(patience), commit_(std::move(commit)), tell_(std::move(tell)),
      thread_([this] { run(); }) {}

late_commits::~late_commits() {
    {
        const std::scoped_lock lock{mutex_};
        closing_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void late_commits::soon() {
    const std::scoped_lock lock{mutex_};
    if (!std::exchange(waits_, true)) {
        wake_.notify_one();
    }
}

void late_commits::at_once() {
    const std::scoped_lock lock{mutex_};
    waits_ = true;
    if (!std::exchange(hurries_, true)) {
        wake_.notify_one();
    }
}

void late_commits::committed() {
    const std::scoped_lock lock{mutex_};
    if (!std::exchange(untold_, true)) {
        wake_.notify_one();
    }
}

void late_commits::run() {
    std::unique_lock lock{mutex_};
    while (!closing_) {
        wake_.wait(lock, [&] { return waits_ || untold_ || closing_; });
        if (waits_ && !untold_) {
            wake_.wait_for(lock, patience_, [&] { return untold_ || hurries_ || closing_; });
        }
        if (closing_) {
            return;
        }
        const bool commits = hurries_ || !untold_;
        waits_ = waits_ && !commits;
        hurries_ = false;
        untold_ = false;
        lock.unlock();
        if (commits) {
            commit_();
        }
        tell_();
        lock.lock();
    }
}

} // namespace projections
