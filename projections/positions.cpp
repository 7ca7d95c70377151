#include "projections/positions.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>

namespace projections {

events::offset positions::of(events::partition_id partition) const {
    return partition.value < next_.size() ? next_[partition.value] : 0;
}

void positions::set(events::partition_id partition, events::offset next) {
    if (partition.value >= next_.size()) {
        next_.resize(partition.value + 1U, 0);
    }
    next_[partition.value] = next;
}

void positions::raise(engine::log_position place) {
    set(place.partition, std::max(of(place.partition), place.at + 1));
}

void positions::raise(const positions& other) {
    for (std::uint32_t i = 0; i < other.partitions(); ++i) {
        set({i}, std::max(of({i}), other.of({i})));
    }
}

bool positions::cover(engine::log_position place) const { return place.at < of(place.partition); }

bool positions::cover(const positions& other) const {
    for (std::uint32_t i = 0; i < other.partitions(); ++i) {
        if (of({i}) < other.next_[i]) {
            return false;
        }
    }
    return true;
}

std::uint64_t positions::records() const {
    return std::accumulate(next_.begin(), next_.end(), std::uint64_t{0});
}

std::string positions::text() const {
    std::string out;
    for (const auto next : next_) {
        if (!out.empty()) {
            out.push_back('.');
        }
        out += std::to_string(next);
    }
    return out;
}

std::optional<positions> positions::from_text(std::string_view text) {
    positions out;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at != end) {
        events::offset next = 0;
        const auto [stop, error] = std::from_chars(at, end, next);
        if (error != std::errc{} || (stop != end && (*stop != '.' || stop + 1 == end))) {
            return std::nullopt;
        }
        out.next_.push_back(next);
        at = stop == end ? end : stop + 1;
    }
    return out;
}

positions end_of(const events::log& log) {
    positions out{log.partitions()};
    for (std::uint32_t i = 0; i < log.partitions(); ++i) {
        out.set({i}, log.end({i}));
    }
    return out;
}

} // namespace projections
