#pragma once

#include "events/log.hpp"
#include "events/log_follower.hpp"

#include <condition_variable>
#include <deque>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <thread>

namespace events {

/// Records in memory that several memory_logs may share, each being one node's sight of the log.
class memory_records {
public:
    explicit memory_records(std::uint32_t partitions);

    [[nodiscard]] std::uint32_t partitions() const;
    [[nodiscard]] offset end(partition_id partition) const;
    /// Lands records at once, as another writer would. Returns the first one's offset.
    offset land(partition_id partition, std::span<const log_record> batch);
    /// Null at the end. The record never moves or changes.
    [[nodiscard]] const std::string* at(partition_id partition, offset at) const;

private:
    friend class memory_log;
    std::shared_ptr<log_follower> add_follower();

    mutable std::mutex mutex_;
    std::vector<std::deque<std::string>> partitions_;
    std::vector<std::weak_ptr<log_follower>> followers_;
};

/// What shall happen to one append. The default lands it once and answers durable.
struct append_fate {
    enum class wait { none, before_landing, before_answer };

    std::vector<log_record> rivals{}; ///< another writer's records, which land first
    append_status answer = append_status::durable;
    /// Landing records of the batch, from its start; durable lands all, refused none.
    std::size_t landing_max = std::numeric_limits<std::size_t>::max();
    std::uint32_t copies = 1; ///< how often the batch lands, as after a retry inside a client
    wait held = wait::none;   ///< until release()
};

/// Probabilities (0 to 1) with which appends meet a fate that was not set by next().
struct append_chances {
    double race = 0;    ///< needs `rivals`
    double unknown = 0; ///< landed, not landed or landed in part, a third each
    double repeat = 0;
    double refuse = 0;
    double hold = 0; ///< before landing or before the answer
    std::function<std::vector<log_record>(partition_id)> rivals{};
};

/// How many appends met which fate, so that a test can prove that its faults happened.
struct append_counts {
    std::uint64_t appends = 0;
    std::uint64_t raced = 0;
    std::uint64_t unknown = 0;
    std::uint64_t repeated = 0;
    std::uint64_t refused = 0;
    std::uint64_t held = 0;
};

/// A log in memory for tests, which can be told to behave as badly as the port allows.
class memory_log : public log {
public:
    enum class completion {
        thread, ///< lands and answers on a thread of its own; the destructor answers all
        pump,   ///< lands and answers when the test says so; the destructor drops the rest
    };

    explicit memory_log(std::uint32_t partitions, completion how = completion::thread);
    explicit memory_log(std::shared_ptr<memory_records> records,
                        completion how = completion::thread);
    ~memory_log() override;

    [[nodiscard]] std::uint32_t partitions() const override;
    void append(partition_id partition, std::vector<log_record> batch, append_done done) override;
    [[nodiscard]] offset end(partition_id partition) const override;
    void ask_end(partition_id partition, end_told told) const override { told(end(partition)); }
    offset read(partition_id partition, offset from, std::size_t count_max,
                const std::function<bool(const stored_record&)>& visit) const override;
    void follow(std::function<void(partition_id)> grown) override;

    /// The fate of the next append that has none yet; several calls queue up.
    void next(append_fate fate);
    /// The fate of all appends without one, drawn from a seed.
    void by_chance(std::uint64_t seed, append_chances chances);
    /// Lets go of everything held until now.
    void release();

    /// Lands and answers the first append that is not held. False when there is none. One thread
    /// at a time, and only with completion::pump.
    bool pump_one();
    /// Pumps until nothing moves any more. Returns how many were answered.
    std::size_t pump();
    [[nodiscard]] std::size_t in_flight() const;

    [[nodiscard]] append_counts counts() const;
    [[nodiscard]] const std::shared_ptr<memory_records>& records() const { return records_; }

private:
    struct flight {
        partition_id partition;
        std::vector<log_record> batch;
        append_done done;
        append_fate fate;
        bool landed = false;
        offset first = 0;
    };

    [[nodiscard]] append_fate draw(partition_id partition, std::size_t batch_size);
    void count(const append_fate& fate);
    [[nodiscard]] std::optional<std::size_t> movable() const;
    void land(flight& one);
    std::optional<flight> take();
    void run();

    std::shared_ptr<memory_records> records_;
    std::shared_ptr<log_follower> follower_;
    completion how_;

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<flight> flights_;
    std::deque<append_fate> fates_;
    append_chances chances_;
    std::mt19937_64 random_;
    append_counts counts_;
    bool closing_ = false;
    std::thread worker_;
};

} // namespace events
