#include "tests/bench/latency_histogram.hpp"

#include <algorithm>
#include <bit>

namespace bench {

std::size_t latency_histogram::bucket_of(std::uint64_t duration_ns) {
    const auto width = static_cast<unsigned>(std::bit_width(duration_ns));
    const unsigned shift = width > steps_bits + 1 ? width - steps_bits - 1 : 0;
    return (static_cast<std::size_t>(shift) << steps_bits) + (duration_ns >> shift);
}

std::uint64_t latency_histogram::end_of(std::size_t bucket) {
    const std::size_t block = bucket >> steps_bits;
    const std::size_t shift = block > 1 ? block - 1 : 0;
    const std::uint64_t step = bucket - (shift << steps_bits);
    return ((step + 1) << shift) - 1;
}

void latency_histogram::add(std::uint64_t duration_ns) {
    ++counts_[bucket_of(duration_ns)];
    ++count_;
    longest_ns_ = std::max(longest_ns_, duration_ns);
}

void latency_histogram::add(const latency_histogram& other) {
    for (std::size_t i = 0; i < buckets; ++i) {
        counts_[i] += other.counts_[i];
    }
    count_ += other.count_;
    longest_ns_ = std::max(longest_ns_, other.longest_ns_);
}

std::uint64_t latency_histogram::quantile_ns(double share) const {
    const auto wanted = static_cast<std::uint64_t>(share * static_cast<double>(count_));
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < buckets; ++i) {
        seen += counts_[i];
        if (seen > 0 && seen >= wanted) {
            return std::min(end_of(i), longest_ns_);
        }
    }
    return longest_ns_;
}

} // namespace bench
