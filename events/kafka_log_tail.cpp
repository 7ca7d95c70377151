#include "events/kafka_log_tail.hpp"

#include "events/kafka_topic.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace events {
namespace {

constexpr std::size_t kept_bytes_max = 64U << 20U; ///< of all partitions
constexpr std::size_t taken_max = 4096;
constexpr offset fetched_before = 2000; ///< records of a partition that were there at first
constexpr std::chrono::milliseconds patience{100};
/// What is below the end is on its way; longer than this, and it is asked for elsewhere.
constexpr std::chrono::milliseconds arrival_patience{500};

/// Being told of each end that is reached would wake the thread for nothing. To have brokers answer
/// seldomer and with more (fetch.min.bytes) was measured: a tenth more steps of one node, against a
/// wait wherever the records of two lie between each other.
const kafka_properties tail_properties{{"enable.partition.eof", "false"}};

} // namespace

kafka_log_tail::kafka_log_tail(const kafka_cluster& cluster, const std::string& topic,
                               const std::vector<offset>& ends,
                               std::function<void(partition_id)> grown)
    : consumer_(cluster, topic, tail_properties), topic_(topic), grown_(std::move(grown)),
      ends_(ends.size()),
      bytes_max_(std::max<std::size_t>(kept_bytes_max / ends.size(), 1U << 20U)),
      parts_(ends.size()) {
    for (std::uint32_t p = 0; p < ends.size(); ++p) {
        const auto from = ends[p] - std::min(ends[p], fetched_before);
        ends_[p] = ends[p];
        parts_[p].first = from;
        consumer_.start({p}, from);
    }
    thread_ = std::thread([this] { run(); });
}

kafka_log_tail::~kafka_log_tail() {
    closing_ = true;
    thread_.join();
    for (std::uint32_t p = 0; p < parts_.size(); ++p) {
        consumer_.stop({p});
    }
}

offset kafka_log_tail::end(partition_id partition) const {
    return ends_.at(partition.value).load(std::memory_order_acquire);
}

void kafka_log_tail::raise(partition_id partition, offset end) {
    auto& known = ends_.at(partition.value);
    offset before = known.load(std::memory_order_relaxed);
    while (before < end && !known.compare_exchange_weak(before, end, std::memory_order_acq_rel)) {
    }
}

std::optional<log_fault> kafka_log_tail::broken() const {
    const std::lock_guard lock(mutex_);
    return broken_;
}

void kafka_log_tail::run() {
    std::vector<bool> grown(parts_.size());
    while (!closing_) {
        auto arrival = consumer_.next(patience);
        if (!arrival) {
            continue;
        }
        {
            const std::lock_guard lock(mutex_);
            for (;;) { // all that has come with it, under one lock
                if (arrival->is == kafka_arrival::what::record) {
                    keep(*arrival);
                    grown[arrival->partition.value] = true;
                } else if (arrival->is == kafka_arrival::what::out_of_range ||
                           arrival->is == kafka_arrival::what::damaged) {
                    break_off(*arrival);
                }
                if (!consumer_.has_more()) {
                    break;
                }
                arrival = consumer_.next({});
            }
        }
        arrived_.notify_all();
        if (broken()) {
            std::this_thread::sleep_for(patience); // what is damaged is fetched again and again
        }
        for (std::uint32_t p = 0; p < grown.size(); ++p) {
            if (grown[p]) {
                grown[p] = false;
                grown_({p});
            }
        }
    }
}

void kafka_log_tail::keep(const kafka_arrival& arrival) {
    auto& held = parts_[arrival.partition.value];
    const offset next = held.first + held.kept.size();
    if (arrival.at < next) {
        return; // librdkafka before 2.1.1 may bring a record twice
    }
    if (arrival.at > next) { // a hole, as a transaction of somebody else leaves one
        held.kept.clear();
        held.bytes = 0;
        held.first = arrival.at;
    }
    held.kept.push_back(std::make_shared<const std::string>(arrival.value));
    held.bytes += arrival.value.size() + sizeof(std::string);
    while (held.bytes > bytes_max_) {
        held.bytes -= held.kept.front()->size() + sizeof(std::string);
        held.kept.pop_front();
        ++held.first;
    }
    raise(arrival.partition, arrival.at + 1);
}

void kafka_log_tail::break_off(const kafka_arrival& arrival) {
    if (arrival.is == kafka_arrival::what::damaged) {
        broken_ = damaged_records_fault(topic_, arrival.partition, arrival.at, arrival.problem);
        return;
    }
    broken_ = log_fault("kafka-records-lost",
                        fmt::format("follow partition {} of {}: the cluster has lost records that "
                                    "it had confirmed ({}); stop all nodes, find out which broker "
                                    "was made leader without them, and restore them",
                                    arrival.partition.value, topic_, arrival.problem));
}

std::vector<std::shared_ptr<const std::string>> kafka_log_tail::take(partition_id partition,
                                                                     offset from, offset until) {
    std::vector<std::shared_ptr<const std::string>> taken;
    std::unique_lock lock(mutex_);
    auto& held = parts_.at(partition.value);
    const auto here = [&] { return from < held.first + held.kept.size() || from < held.first; };
    if (from < held.first || !arrived_.wait_for(lock, arrival_patience, here)) {
        return taken;
    }
    if (from < held.first) {
        return taken;
    }
    const auto last =
        std::min<offset>(std::min<offset>(until, from + taken_max), held.first + held.kept.size());
    for (offset at = from; at < last; ++at) {
        taken.push_back(held.kept[at - held.first]);
    }
    return taken;
}

} // namespace events
