#include "projections/live.hpp"

namespace projections {

live_answer live_feed::after(std::string_view last_id, std::size_t limit) const {
    const std::scoped_lock lock{mutex_};
    if (last_id.empty()) {
        return {false, {}, now_.text()};
    }
    const auto seen = positions::from_text(last_id);
    // An id that is ahead of us comes from another log, or from a node that we lag behind.
    if (!seen || seen->partitions() != now_.partitions() || !seen->cover(forgotten_) ||
        !now_.cover(*seen)) {
        return {true, {}, now_.text()};
    }
    live_answer out{false, {}, now_.text()};
    for (const auto& item : items_) {
        if (seen->cover(item.place)) {
            continue;
        }
        if (out.items.size() == limit) {
            out.id = out.items.back().id;
            break;
        }
        out.items.push_back(item);
    }
    return out;
}

std::uint64_t live_feed::subscribe(std::function<void()> grown) {
    const std::scoped_lock lock{calling_};
    subscribers_.emplace(next_subscription_, std::move(grown));
    return next_subscription_++;
}

void live_feed::unsubscribe(std::uint64_t subscription) {
    const std::scoped_lock lock{calling_};
    subscribers_.erase(subscription);
}

void live_feed::begin(const positions& now) {
    const std::scoped_lock lock{mutex_};
    items_.clear();
    forgotten_ = now;
    now_ = now;
}

void live_feed::add(std::vector<live_item> items, const positions& dropped, const positions& now) {
    const std::scoped_lock lock{mutex_};
    now_ = now;
    forgotten_.raise(dropped);
    for (auto& item : items) {
        items_.push_back(std::move(item));
    }
    while (items_.size() > items_max_) {
        forgotten_.raise(items_.front().place);
        items_.pop_front();
    }
}

void live_feed::tell() {
    const std::scoped_lock lock{calling_};
    for (const auto& [id, grown] : subscribers_) {
        grown();
    }
}

} // namespace projections
