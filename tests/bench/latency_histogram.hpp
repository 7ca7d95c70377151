#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace bench {

/// Counts of durations in buckets that are at most 1/32 wide, from 1 ns to centuries; adding never
/// allocates, and histograms of several threads add up.
class latency_histogram {
public:
    void add(std::uint64_t duration_ns);
    void add(const latency_histogram& other);

    [[nodiscard]] std::uint64_t count() const { return count_; }
    [[nodiscard]] std::uint64_t longest_ns() const { return longest_ns_; }
    /// The duration that this share (0 to 1) of all did not exceed; 0 when there are none.
    [[nodiscard]] std::uint64_t quantile_ns(double share) const;

private:
    static constexpr unsigned steps_bits = 5;
    static constexpr std::size_t buckets = (64 - steps_bits + 1) << steps_bits;

    [[nodiscard]] static std::size_t bucket_of(std::uint64_t duration_ns);
    [[nodiscard]] static std::uint64_t end_of(std::size_t bucket);

    std::array<std::uint64_t, buckets> counts_{};
    std::uint64_t count_ = 0;
    std::uint64_t longest_ns_ = 0;
};

} // namespace bench
