#include "events/kafka_log.hpp"

#include "events/bounded_closing.hpp"
#include "events/kafka_log_reader.hpp"
#include "events/kafka_log_tail.hpp"
#include "events/kafka_log_writer.hpp"
#include "events/kafka_partition_count.hpp"
#include "events/kafka_topic.hpp"
#include "events/kafka_topic_watch.hpp"
#include "events/log_follower.hpp"

#include <fmt/format.h>

namespace events {
namespace {

/// A cluster whose broker has just died has another leader within ten seconds, by Kafka's defaults.
constexpr std::chrono::seconds open_patience{30};
constexpr std::size_t few = 16;

/// The ends of all partitions now. Refuses a topic whose beginning is gone.
std::vector<offset> ends_of(const kafka_log_options& options, std::uint32_t partitions) {
    const kafka_client client(kafka_client::role::producer, options.cluster, {});
    std::vector<offset> ends;
    for (std::uint32_t p = 0; p < partitions; ++p) {
        const auto marks = client.ask(options.topic, {p}, open_patience);
        if (!marks) {
            throw client.fault_of(
                fmt::format("ask for the end of partition {} of {}", p, options.topic));
        }
        if (marks->low != 0) {
            throw lost_records_fault(options.topic, {p}, marks->low);
        }
        ends.push_back(marks->high);
    }
    return ends;
}

class kafka_log : public log, public bounded_closing {
public:
    kafka_log(const kafka_log_options& options, const std::vector<offset>& ends)
        : topic_(options.topic), partitions_(static_cast<std::uint32_t>(ends.size())),
          reader_(options.cluster, options.topic),
          tail_(options.cluster, options.topic, ends,
                [this](partition_id partition) { follower_.tell(partition); }),
          watch_(options, partitions_, {}) {
        if (!options.read_only) {
            writer_ = std::make_unique<kafka_log_writer>(
                options.cluster, options.topic, partitions_,
                kafka_record_form{.content_type = options.content_type},
                [this](partition_id partition, offset end) { tail_.raise(partition, end); });
        }
    }

    [[nodiscard]] std::uint32_t partitions() const override { return partitions_; }

    void append(partition_id partition, std::vector<log_record> batch, append_done done) override {
        if (!writer_) {
            done({append_status::refused, 0,
                  fmt::format("append to {}: it was opened for reading", topic_)});
            return;
        }
        if (batch.empty()) {
            writer_->answer_later(std::move(done), {append_status::durable, end(partition), {}});
            return;
        }
        if (const auto problem = trouble()) {
            writer_->answer_later(std::move(done), {append_status::refused, 0, problem->what()});
            return;
        }
        writer_->append(partition, std::move(batch), std::move(done));
    }

    [[nodiscard]] offset end(partition_id partition) const override { return tail_.end(partition); }

    void ask_end(partition_id partition, end_told told) const override {
        if (!writer_ || trouble()) {
            told(std::nullopt);
            return;
        }
        writer_->ask_end(partition, std::move(told));
    }

    offset read(partition_id partition, offset from, std::size_t count_max,
                const std::function<bool(const stored_record&)>& visit) const override {
        if (const auto problem = trouble()) {
            throw *problem;
        }
        const offset last = end(partition);
        const offset until = last - std::min(from, last) > count_max ? from + count_max : last;
        offset next = from;
        while (next < until) {
            const auto kept = tail_.take(partition, next, until);
            if (kept.empty()) {
                return reader_.read({.partition = partition,
                                     .from = next,
                                     .until = until,
                                     .end = last,
                                     .few = count_max <= few},
                                    visit);
            }
            for (const auto& value : kept) {
                if (!visit({next++, *value})) {
                    return next;
                }
            }
        }
        return next;
    }

    void follow(std::function<void(partition_id)> grown) override {
        follower_.set(std::move(grown));
    }

    void end_within(std::chrono::milliseconds patience) override {
        if (writer_) {
            writer_->end_within(patience);
        }
    }

private:
    /// Why the log can be trusted no longer.
    [[nodiscard]] std::optional<log_fault> trouble() const {
        if (auto broken = tail_.broken()) {
            return broken;
        }
        return watch_.trouble();
    }

    std::string topic_;
    std::uint32_t partitions_;
    log_follower follower_;
    mutable kafka_log_reader reader_;
    mutable kafka_log_tail tail_;
    kafka_topic_watch watch_;
    std::unique_ptr<kafka_log_writer> writer_; ///< none in a log that was opened for reading
};

} // namespace

std::unique_ptr<log> open_kafka_log(const kafka_log_options& options) {
    const auto partitions = require_safe_topic(options);
    require_recorded_partitions(options, partitions);
    return std::make_unique<kafka_log>(options, ends_of(options, partitions));
}

std::unique_ptr<log> open_kafka_log_to_copy(kafka_log_options options) {
    options.read_only = true;
    const auto partitions = require_safe_topic(options);
    return std::make_unique<kafka_log>(options, ends_of(options, partitions));
}

} // namespace events
