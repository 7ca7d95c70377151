#include "events/kafka_log_reader.hpp"

#include "events/kafka_topic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <future>

namespace events {
namespace {

using clock = std::chrono::steady_clock;

constexpr std::size_t idle_max = 4;
constexpr std::chrono::milliseconds usual_wait{100};
/// A thread of librdkafka's before 2.2 that has fetched enough for a partition, or was not asked
/// for it, sleeps for up to a second before it looks whether more is wanted. An answer of the
/// broker wakes it, so whoever needs more asks the broker for something small, beside reading on.
constexpr std::chrono::milliseconds between_wakings{20};
constexpr std::size_t running_dry = 16384; ///< records that are fetched and not yet read
/// So many records are passed over rather than asked for anew. Two who read one partition by turns
/// leave out what the other reads.
constexpr offset passed_over_max = 4096;
constexpr std::chrono::milliseconds first_wait{2};
constexpr std::chrono::seconds answer_patience{3};
/// A record that is known to be there comes within this time, also while a leader is replaced.
constexpr std::chrono::seconds patience{30};

/// For a look at a few records: no reading ahead.
const kafka_properties few_properties{
    {"queued.min.messages", "1"},
    {"queued.max.messages.kbytes", "1024"},
    {"fetch.message.max.bytes", "65536"},
};

} // namespace

struct kafka_log_reader::cursor {
    cursor(const kafka_cluster& cluster, const std::string& topic, bool is_few)
        : consumer(cluster, topic, is_few ? few_properties : kafka_properties{}), few(is_few) {}
    ~cursor() { stop(); }

    /// What lies before `from` and was fetched is not visited: it is below `next`.
    [[nodiscard]] bool leads_to(partition_id where, offset from) const {
        return running && partition == where && next <= from && from - next <= passed_over_max;
    }
    void go(partition_id where, offset from) {
        if (leads_to(where, from)) {
            next = from;
            return;
        }
        stop();
        consumer.start(where, from);
        running = true;
        partition = where;
        next = from;
    }
    void stop() {
        if (running) {
            consumer.stop(partition);
            running = false;
        }
    }

    kafka_consumer consumer;
    bool few;
    bool running = false;
    partition_id partition;
    offset next = 0;
    clock::time_point woken;
    std::future<void> waking; ///< its end waits for the answer, so it ends before the consumer
};

kafka_log_reader::kafka_log_reader(kafka_cluster cluster, std::string topic)
    : cluster_(std::move(cluster)), topic_(std::move(topic)) {}

kafka_log_reader::~kafka_log_reader() = default;

std::unique_ptr<kafka_log_reader::cursor> kafka_log_reader::take(const stretch& what) {
    std::unique_ptr<cursor> found;
    {
        const std::lock_guard lock(mutex_);
        auto best = idle_.end();
        for (auto one = idle_.begin(); one != idle_.end(); ++one) {
            if ((*one)->leads_to(what.partition, what.from) &&
                (best == idle_.end() || (*best)->next < (*one)->next)) {
                best = one;
            }
        }
        if (best == idle_.end()) {
            best = std::find_if(idle_.begin(), idle_.end(),
                                [&](const auto& one) { return one->few == what.few; });
        }
        if (best != idle_.end()) {
            found = std::move(*best);
            idle_.erase(best);
        }
    }
    if (!found) {
        found = std::make_unique<cursor>(cluster_, topic_, what.few);
    }
    found->go(what.partition, what.from);
    return found;
}

void kafka_log_reader::give_back(std::unique_ptr<cursor> used, offset end) {
    if (used->few || used->next >= end) {
        used->stop(); // it would go on fetching, and what comes next is in the tail
    }
    std::unique_ptr<cursor> too_many;
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(used));
    if (idle_.size() > idle_max) {
        too_many = std::move(idle_.front());
        idle_.erase(idle_.begin());
    }
}

void kafka_log_reader::wake(cursor& used) const {
    if (used.waking.valid() &&
        used.waking.wait_for(std::chrono::seconds{0}) != std::future_status::ready) {
        return; // the answer to the last question will do
    }
    used.woken = clock::now();
    used.waking = std::async(std::launch::async, [this, &used, partition = used.partition] {
        static_cast<void>(used.consumer.client().ask_end(topic_, partition, answer_patience));
    });
}

log_fault kafka_log_reader::fault_of(cursor& used, const kafka_arrival& arrival) const {
    if (arrival.is == kafka_arrival::what::out_of_range) {
        return {"kafka-records-lost",
                fmt::format("read partition {} of {} from {}: the cluster no longer has it ({}); "
                            "look at the topic's retention and at who changed it, and restore the "
                            "records from a backup",
                            used.partition.value, topic_, used.next, arrival.problem)};
    }
    if (arrival.is == kafka_arrival::what::damaged) {
        return damaged_records_fault(topic_, used.partition, arrival.at, arrival.problem);
    }
    return used.consumer.client().fault_of(
        fmt::format("read partition {} of {} from {}", used.partition.value, topic_, used.next));
}

offset kafka_log_reader::read(const stretch& what,
                              const std::function<bool(const stored_record&)>& visit) {
    const auto until = what.until;
    auto used = take(what);
    auto give_up = clock::now() + patience;
    auto wait = what.few ? first_wait : usual_wait;
    bool wanted = true;
    while (wanted && used->next < until) {
        if (!what.few && !used->consumer.has_more() && used->consumer.fetched() < running_dry &&
            clock::now() - used->woken > between_wakings) {
            wake(*used);
        }
        const auto arrival = used->consumer.next(wait);
        if (!arrival || arrival->is == kafka_arrival::what::problem) {
            if (clock::now() > give_up) {
                throw fault_of(*used, arrival.value_or(kafka_arrival{}));
            }
            if (wait < usual_wait) {
                wake(*used);
                wait = std::min(2 * wait, usual_wait);
            }
            continue;
        }
        const bool damaged = arrival->is == kafka_arrival::what::damaged;
        if (arrival->is == kafka_arrival::what::out_of_range ||
            (damaged && arrival->partition == what.partition)) {
            throw fault_of(*used, *arrival);
        }
        if (damaged) {
            continue; // of what this cursor read before
        }
        if (arrival->is == kafka_arrival::what::end) {
            if (arrival->at >= until) { // nothing but a hole before the end
                used->next = until;
            }
            continue;
        }
        if (arrival->partition != what.partition || arrival->at < used->next) {
            continue; // librdkafka before 2.1.1 may bring a record twice
        }
        if (arrival->at >= until) {
            used->stop(); // a hole before the end: the record is not ours to visit
            used->next = until;
            break;
        }
        used->next = arrival->at + 1;
        wanted = visit({arrival->at, arrival->value});
        give_up = clock::now() + patience;
    }
    const offset next = used->next;
    give_back(std::move(used), what.end);
    return next;
}

} // namespace events
