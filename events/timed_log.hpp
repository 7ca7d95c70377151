#pragma once

#include "events/log.hpp"

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>

namespace events {

/// How long appends took from being handed to the log until it answered, and how many there were.
/// Any thread.
class append_times {
public:
    /// Upper bounds of the histogram, in seconds.
    static constexpr std::array<double, 10> bounds{0.0005, 0.001, 0.0025, 0.005, 0.01,
                                                   0.025,  0.05,  0.1,    0.5,   2.5};

    struct figures {
        std::uint64_t appends = 0; ///< that were answered, whatever the answer
        std::uint64_t records = 0; ///< of those that became durable
        double seconds = 0;
        std::array<std::uint64_t, bounds.size()> below{}; ///< appends at most as long as the bound
    };

    void add(double seconds, std::uint64_t durable_records);
    [[nodiscard]] figures now() const;

private:
    std::array<std::atomic<std::uint64_t>, bounds.size() + 1> in_bucket_{};
    std::atomic<std::uint64_t> records_{0};
    std::atomic<std::uint64_t> microseconds_{0};
};

/// A log that measures the one below it.
class timed_log : public log {
public:
    explicit timed_log(std::unique_ptr<log> below);
    /// The log below answers what is open before it is gone, and so before the times are.
    ~timed_log() override = default;

    [[nodiscard]] const append_times& times() const { return times_; }

    [[nodiscard]] std::uint32_t partitions() const override { return below_->partitions(); }
    void append(partition_id partition, std::vector<log_record> batch, append_done done) override;
    [[nodiscard]] offset end(partition_id partition) const override {
        return below_->end(partition);
    }
    void ask_end(partition_id partition, end_told told) const override {
        below_->ask_end(partition, std::move(told));
    }
    [[nodiscard]] offset remembered_end(partition_id partition) const override {
        return below_->remembered_end(partition);
    }
    offset read(partition_id partition, offset from, std::size_t count_max,
                const std::function<bool(const stored_record&)>& visit) const override {
        return below_->read(partition, from, count_max, visit);
    }
    void follow(std::function<void(partition_id)> grown) override {
        below_->follow(std::move(grown));
    }

private:
    append_times times_;
    std::unique_ptr<log> below_;
};

} // namespace events
