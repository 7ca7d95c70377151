#include "events/kafka_topic_watch.hpp"

#include "events/kafka_partition_count.hpp"
#include "events/kafka_topic.hpp"
#include "events/kafka_topic_look.hpp"

#include <algorithm>
#include <utility>

namespace events {
namespace {

/// A broker that does not answer in this time is another's matter to report.
constexpr std::chrono::milliseconds look_patience{1'000};
/// A broker that is just starting might not have heard of a topic yet.
constexpr int missing_max = 2;
/// Of a topic that has more, some are asked at each look.
constexpr std::uint32_t partitions_a_look = 64;

} // namespace

std::optional<log_fault> settings_after(std::optional<log_fault> known,
                                        const std::function<void()>& look) {
    try {
        look();
        return std::nullopt;
    } catch (const log_fault& found) {
        if (found.code() == "kafka-topic-unsafe") {
            return found;
        } // else whoever works with the brokers tells why it could not be looked at
        return known;
    }
}

kafka_topic_watch::kafka_topic_watch(const kafka_log_options& options, std::uint32_t partitions,
                                     intervals how, topic_of what)
    : options_(options), partitions_(partitions), how_(how), what_(what),
      asking_(kafka_client::role::consumer, options.cluster, {}),
      settings_due_(clock::now() + how.settings) {
    thread_ = std::thread([this] { run(); });
}

kafka_topic_watch::~kafka_topic_watch() {
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    closed_.notify_one();
    thread_.join();
}

std::optional<log_fault> kafka_topic_watch::trouble() const {
    const std::lock_guard lock(mutex_);
    return trouble_;
}

void kafka_topic_watch::run() {
    std::unique_lock lock(mutex_);
    while (!closed_.wait_for(lock, how_.looks, [&] { return closing_; })) {
        lock.unlock();
        auto found = look();
        lock.lock();
        trouble_ = std::move(found);
    }
}

std::optional<log_fault> kafka_topic_watch::look() {
    if (lost_) {
        return lost_;
    }
    const auto now = partitions_of_topic(asking_, options_.topic, look_patience);
    if (!now) {
        return trouble(); // nobody answers: what was known stays
    }
    if (*now == 0) {
        if (++missing_ >= missing_max) {
            lost_ = fault_of_missing_topic(asking_, options_.topic);
        }
        return lost_;
    }
    missing_ = 0;
    if (what_ == topic_of::keys) {
        return look_at_settings(); // which tells of its partitions, too
    }
    find_lost();
    if (lost_) {
        return lost_;
    }
    if (*now != partitions_) {
        return other_partitions_fault(options_.topic, *now, partitions_);
    }
    return look_at_settings();
}

void kafka_topic_watch::find_lost() {
    const auto count = std::min(partitions_, partitions_a_look);
    for (std::uint32_t i = 0; i < count && !lost_; ++i) {
        {
            const std::lock_guard lock(mutex_);
            if (closing_) {
                return;
            }
        }
        const auto marks = asking_.ask(options_.topic, {next_}, look_patience);
        if (!marks) {
            return;
        }
        if (marks->low != 0) {
            lost_ = lost_records_fault(options_.topic, {next_}, marks->low);
        }
        next_ = (next_ + 1) % partitions_;
    }
}

std::optional<log_fault> kafka_topic_watch::look_at_settings() {
    if (clock::now() < settings_due_) {
        return settings_;
    }
    settings_due_ = clock::now() + how_.settings;
    settings_ = settings_after(std::move(settings_), [&] {
        if (what_ == topic_of::keys) {
            require_safe_keys(options_);
        } else {
            static_cast<void>(require_safe_topic(options_));
        }
    });
    return settings_;
}

} // namespace events
