#pragma once

#include "events/kafka_log.hpp"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace events {

/// What is known of a topic's settings after a look at them that throws log_fault: that they are
/// unsafe, or nothing. One that could not be looked at is as it was, since nobody mended it.
[[nodiscard]] std::optional<log_fault> settings_after(std::optional<log_fault> known,
                                                      const std::function<void()>& look);

/// Looks at a topic again and again while a process works on it, for what was checked when it was
/// opened may be changed by anybody who may change topics: records are deleted from the beginning,
/// partitions are added, a setting is made unsafe, the topic is deleted.
class kafka_topic_watch {
public:
    struct intervals {
        std::chrono::milliseconds looks{5'000};
        std::chrono::milliseconds settings{60'000};
    };

    /// Of events and refusals every record is kept; of keys the newest one of each, so that what
    /// is missing from their beginning is no sign of a loss.
    enum class topic_of { records, keys };

    /// Of a topic that had `partitions` when it was opened.
    kafka_topic_watch(const kafka_log_options& options, std::uint32_t partitions, intervals how,
                      topic_of what = topic_of::records);
    ~kafka_topic_watch();
    kafka_topic_watch(const kafka_topic_watch&) = delete;
    kafka_topic_watch& operator=(const kafka_topic_watch&) = delete;

    /// Why nothing may be decided on the log; nothing while all is well. What is lost stays lost;
    /// the rest passes when it is mended.
    [[nodiscard]] std::optional<log_fault> trouble() const;

private:
    using clock = std::chrono::steady_clock;

    void run();
    [[nodiscard]] std::optional<log_fault> look();
    [[nodiscard]] std::optional<log_fault> look_at_settings();
    void find_lost();

    kafka_log_options options_;
    std::uint32_t partitions_;
    intervals how_;
    topic_of what_;
    kafka_client asking_;
    std::uint32_t next_ = 0;            ///< partition that is asked next
    int missing_ = 0;                   ///< looks in a row that found no topic
    std::optional<log_fault> lost_;     ///< for ever
    std::optional<log_fault> settings_; ///< found by the last look at them
    clock::time_point settings_due_;

    mutable std::mutex mutex_; // guards what follows
    std::condition_variable closed_;
    bool closing_ = false;
    std::optional<log_fault> trouble_;
    std::thread thread_;
};

} // namespace events
