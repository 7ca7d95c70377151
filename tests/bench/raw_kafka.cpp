#include "tests/bench/raw_kafka.hpp"

#include <librdkafka/rdkafka.h>

#include <array>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <vector>

namespace bench {
namespace {

using clock = std::chrono::steady_clock;

rd_kafka_conf_t* configuration(const std::string& brokers,
                               std::initializer_list<std::pair<const char*, const char*>> all) {
    auto* const conf = rd_kafka_conf_new();
    std::array<char, 512> error{};
    rd_kafka_conf_set(conf, "bootstrap.servers", brokers.c_str(), error.data(), error.size());
    for (const auto& [name, value] : all) {
        if (rd_kafka_conf_set(conf, name, value, error.data(), error.size()) != RD_KAFKA_CONF_OK) {
            throw std::runtime_error(error.data());
        }
    }
    return conf;
}

rd_kafka_t* client(rd_kafka_type_t type, rd_kafka_conf_t* conf) {
    std::array<char, 512> error{};
    auto* const made = rd_kafka_new(type, conf, error.data(), error.size());
    if (made == nullptr) {
        throw std::runtime_error(error.data());
    }
    return made;
}

/// One record on its way after the other, for each place of `in_flight`.
class producing {
public:
    explicit producing(const raw_produce& how) : how_(how), sent_(how.in_flight) {
        auto* const conf = configuration(how.brokers, {{"enable.idempotence", "true"},
                                                       {"acks", "all"},
                                                       {"compression.type", "lz4"},
                                                       {"linger.ms", "1"},
                                                       {"socket.nagle.disable", "true"}});
        rd_kafka_conf_set_opaque(conf, this);
        rd_kafka_conf_set_dr_msg_cb(conf, received);
        producer_ = client(RD_KAFKA_PRODUCER, conf);
        topic_ = rd_kafka_topic_new(producer_, how.topic.c_str(), nullptr);
    }
    ~producing() {
        rd_kafka_topic_destroy(topic_);
        rd_kafka_destroy(producer_);
    }
    producing(const producing&) = delete;
    producing& operator=(const producing&) = delete;

    raw_result run() {
        constexpr std::chrono::milliseconds warm_up{500};
        const auto begun = clock::now();
        counted_from_ = begun + warm_up;
        end_ = counted_from_ + std::chrono::duration_cast<clock::duration>(
                                   std::chrono::duration<double>(how_.seconds));
        for (std::size_t i = 0; i < how_.in_flight; ++i) {
            send(i);
        }
        while (rd_kafka_outq_len(producer_) > 0) {
            rd_kafka_poll(producer_, 100);
        }
        out_.per_s = static_cast<double>(counted_) / how_.seconds;
        return std::move(out_);
    }

private:
    void send(std::size_t place) {
        sent_[place] = clock::now();
        rd_kafka_produce(topic_, next_++ % how_.partitions, RD_KAFKA_MSG_F_COPY,
                         const_cast<char*>(how_.value.data()), how_.value.size(), "96", 2,
                         reinterpret_cast<void*>(place));
    }

    static void received(rd_kafka_t* /*from*/, const rd_kafka_message_t* message, void* self) {
        static_cast<producing*>(self)->received(*message);
    }
    void received(const rd_kafka_message_t& message) {
        if (message.err != RD_KAFKA_RESP_ERR_NO_ERROR) {
            throw std::runtime_error(rd_kafka_err2str(message.err));
        }
        const auto now = clock::now();
        const auto place = reinterpret_cast<std::size_t>(message._private);
        if (now >= counted_from_ && now < end_) {
            ++counted_;
            out_.acknowledged.add(static_cast<std::uint64_t>((now - sent_[place]).count()));
        }
        if (now < end_) {
            send(place);
        }
    }

    raw_produce how_;
    std::vector<clock::time_point> sent_;
    std::int32_t next_ = 0;
    std::uint64_t counted_ = 0;
    clock::time_point counted_from_;
    clock::time_point end_;
    raw_result out_;
    rd_kafka_t* producer_ = nullptr;
    rd_kafka_topic_t* topic_ = nullptr;
};

} // namespace

raw_result produce_raw(const raw_produce& how) { return producing{how}.run(); }

double consume_raw(const std::string& brokers, const std::string& topic, std::int32_t partitions,
                   std::uint64_t records) {
    auto* const consumer = client(
        RD_KAFKA_CONSUMER, configuration(brokers, {{"enable.partition.eof", "false"},
                                                   {"check.crcs", "true"},
                                                   {"queued.min.messages", "50000"},
                                                   {"queued.max.messages.kbytes", "32768"}}));
    auto* const from = rd_kafka_topic_new(consumer, topic.c_str(), nullptr);
    auto* const queue = rd_kafka_queue_new(consumer);
    const auto begun = clock::now();
    for (std::int32_t p = 0; p < partitions; ++p) {
        rd_kafka_consume_start_queue(from, p, RD_KAFKA_OFFSET_BEGINNING, queue);
    }
    std::vector<rd_kafka_message_t*> batch(1024);
    std::uint64_t seen = 0;
    while (seen < records) {
        const auto count = rd_kafka_consume_batch_queue(queue, 100, batch.data(), batch.size());
        for (ssize_t i = 0; i < count; ++i) {
            seen += batch[static_cast<std::size_t>(i)]->err == RD_KAFKA_RESP_ERR_NO_ERROR ? 1 : 0;
            rd_kafka_message_destroy(batch[static_cast<std::size_t>(i)]);
        }
    }
    const double seconds = std::chrono::duration<double>(clock::now() - begun).count();
    for (std::int32_t p = 0; p < partitions; ++p) {
        rd_kafka_consume_stop(from, p);
    }
    rd_kafka_queue_destroy(queue);
    rd_kafka_topic_destroy(from);
    rd_kafka_destroy(consumer);
    return static_cast<double>(seen) / seconds;
}

} // namespace bench
