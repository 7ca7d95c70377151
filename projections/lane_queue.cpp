#include "projections/lane_queue.hpp"

#include <algorithm>
#include <utility>

namespace projections {
namespace {

constexpr events::offset chunk_records = 256; // decoded they fit into a core's cache
constexpr std::size_t ahead_max = 8;          // chunks of a lane that are read and not yet folded

} // namespace

void lane_queue::add(events::partition_id partition, events::offset end) {
    stretches_.push_back({partition, 0, end});
    records_ += end;
}

pending_ptr lane_queue::next_for_owner() {
    std::unique_lock lock{mutex_};
    for (;;) {
        if (!ahead_.empty() && ahead_.front()->ended) {
            auto out = std::move(ahead_.front());
            ahead_.pop_front();
            changed_.notify_all();
            return out;
        }
        if (auto out = claim()) {
            return out;
        }
        if (ahead_.empty()) {
            return nullptr;
        }
        changed_.wait(lock);
    }
}

lane_queue::help lane_queue::next_for_helper() {
    std::unique_lock lock{mutex_};
    while (!ended_) {
        if (std::exchange(handed_over_, false)) {
            return {nullptr, &rows_};
        }
        if (auto out = claim()) {
            return {std::move(out)};
        }
        ++waiting_helpers_;
        changed_.wait(lock);
        --waiting_helpers_;
    }
    return {};
}

void lane_queue::done(const pending_ptr& one, std::exception_ptr failed) {
    const std::scoped_lock lock{mutex_};
    one->ended = true;
    one->failed = std::move(failed);
    changed_.notify_all();
}

void lane_queue::take_back(pending_ptr one) {
    const std::scoped_lock lock{mutex_};
    spare_.push_back(std::move(one));
}

bool lane_queue::hand_over(row_batch& full) {
    wait_until_written();
    const std::scoped_lock lock{mutex_};
    if (waiting_helpers_ == 0) {
        return false;
    }
    std::swap(rows_, full);
    handed_over_ = true;
    writing_ = true;
    changed_.notify_all();
    return true;
}

void lane_queue::written(std::exception_ptr failed) {
    const std::scoped_lock lock{mutex_};
    writing_ = false;
    write_failed_ = std::move(failed);
    changed_.notify_all();
}

void lane_queue::wait_until_written() {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [this] { return !writing_; });
    if (write_failed_) {
        std::rethrow_exception(write_failed_);
    }
}

void lane_queue::end() {
    const std::scoped_lock lock{mutex_};
    ended_ = true;
    changed_.notify_all();
}

pending_ptr lane_queue::claim() {
    if (stretches_.empty() || ahead_.size() >= ahead_max) {
        return nullptr;
    }
    auto& left = stretches_.front();
    const auto to = std::min(left.from + chunk_records, left.end);
    auto out = spare_chunk();
    out->what = {left.partition, left.from, to};
    left.from = to;
    if (left.from == left.end) {
        stretches_.pop_front();
    }
    ahead_.push_back(out);
    return out;
}

pending_ptr lane_queue::spare_chunk() {
    if (spare_.empty()) {
        return std::make_shared<pending_chunk>();
    }
    auto out = std::move(spare_.back());
    spare_.pop_back();
    out->ended = false;
    out->failed = nullptr;
    return out;
}

} // namespace projections
