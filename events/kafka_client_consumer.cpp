#include "events/kafka_client.hpp"

#include <fmt/format.h>
#include <librdkafka/rdkafka.h>

#include <algorithm>

namespace events {
namespace {

constexpr std::size_t fetched_max = 1024;

kafka_properties consumer_properties(const kafka_properties& own) {
    kafka_properties all{
        {"auto.offset.reset", "error"}, // a record that is gone is a fault, not a gap
        {"check.crcs", "true"},         // and so is one that a disk has changed
        {"enable.partition.eof", "true"}, {"enable.auto.commit", "false"},
        {"fetch.error.backoff.ms", "50"}, {"fetch.wait.max.ms", "100"},
        {"queued.min.messages", "50000"}, {"queued.max.messages.kbytes", "32768"},
    };
    for (const auto& [name, value] : own) {
        all[name] = value;
    }
    return all;
}

} // namespace

kafka_consumer::kafka_consumer(const kafka_cluster& cluster, const std::string& topic,
                               const kafka_properties& own)
    : client_(kafka_client::role::consumer, cluster, consumer_properties(own)) {
    topic_ = rd_kafka_topic_new(client_.handle(), topic.c_str(), nullptr);
    if (topic_ == nullptr) {
        throw log_fault("kafka-property", fmt::format("read the topic {}: {}", topic,
                                                      rd_kafka_err2str(rd_kafka_last_error())));
    }
    queue_ = rd_kafka_queue_new(client_.handle());
}

kafka_consumer::~kafka_consumer() {
    drop();
    rd_kafka_queue_destroy(queue_); // a queue or a topic that is left makes the client hang
    rd_kafka_topic_destroy(topic_);
}

void kafka_consumer::drop() {
    for (std::size_t i = 0; i < fetched_.size(); ++i) {
        rd_kafka_message_destroy(fetched_[i]);
    }
    fetched_.clear();
    taken_ = 0;
}

void kafka_consumer::start(partition_id partition, offset from) {
    if (rd_kafka_consume_start_queue(topic_, static_cast<std::int32_t>(partition.value),
                                     static_cast<std::int64_t>(from), queue_) != 0) {
        throw log_fault("kafka-read", fmt::format("read partition {} of {} from {}: {}",
                                                  partition.value, rd_kafka_topic_name(topic_),
                                                  from, rd_kafka_err2str(rd_kafka_last_error())));
    }
}

void kafka_consumer::stop(partition_id partition) {
    rd_kafka_consume_stop(topic_, static_cast<std::int32_t>(partition.value));
    drop();
}

std::size_t kafka_consumer::fetched() const {
    return fetched_.size() - taken_ + rd_kafka_queue_length(queue_);
}

std::optional<kafka_arrival> kafka_consumer::next(std::chrono::milliseconds patience) {
    if (!has_more()) {
        drop();
        // A batch alone would wait until it is full or the time is over.
        if (auto* first = rd_kafka_consume_queue(queue_, static_cast<int>(patience.count()))) {
            fetched_.resize(fetched_max);
            fetched_[0] = first;
            const auto more =
                rd_kafka_consume_batch_queue(queue_, 0, fetched_.data() + 1, fetched_max - 1);
            fetched_.resize(1 + static_cast<std::size_t>(std::max<ssize_t>(more, 0)));
        }
        if (fetched_.empty()) {
            rd_kafka_poll(client_.handle(), 0); // complaints
            return std::nullopt;
        }
    }
    const auto& message = *fetched_[taken_++];
    kafka_arrival out;
    out.partition = {static_cast<std::uint32_t>(message.partition)};
    out.at = message.offset < 0 ? 0 : static_cast<offset>(message.offset);
    switch (message.err) {
    case RD_KAFKA_RESP_ERR_NO_ERROR:
        out.key = {static_cast<const char*>(message.key), message.key_len};
        out.value = {static_cast<const char*>(message.payload), message.len};
        break;
    case RD_KAFKA_RESP_ERR__PARTITION_EOF:
        out.is = kafka_arrival::what::end;
        break;
    case RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET:
    case RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE:
        out.is = kafka_arrival::what::out_of_range;
        out.problem = rd_kafka_message_errstr(&message);
        break;
    case RD_KAFKA_RESP_ERR__BAD_MSG:
    case RD_KAFKA_RESP_ERR__BAD_COMPRESSION:
        out.is = kafka_arrival::what::damaged;
        out.problem = rd_kafka_message_errstr(&message);
        break;
    default:
        out.is = kafka_arrival::what::problem;
        out.problem = rd_kafka_message_errstr(&message);
        break;
    }
    return out;
}

} // namespace events
