#pragma once

#include "events/fault.hpp"
#include "events/log.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct rd_kafka_s;
struct rd_kafka_topic_s;
struct rd_kafka_queue_s;
struct rd_kafka_message_s;

namespace events {

using kafka_properties = std::map<std::string, std::string>;

/// Where a cluster is and how to speak to it. Properties carry librdkafka's names, such as
/// `security.protocol`, `sasl.username`, `ssl.ca.location`; what the log's safety rests on
/// (idempotence, acks, isolation, where reading starts) cannot be set.
struct kafka_cluster {
    std::string brokers{}; ///< host:port,host:port
    kafka_properties properties{};
};

/// One connection of librdkafka's to a cluster, which remembers what the library last complained
/// of. The only classes that know librdkafka are those of this header.
class kafka_client {
public:
    enum class role { producer, consumer };

    /// What the library is to call with a message's fate; see kafka_producer.
    using on_delivery = void (*)(rd_kafka_s*, const rd_kafka_message_s*, void*);

    /// Throws log_fault `kafka-property` for a property that is unknown, wrong or not to be set.
    kafka_client(role as, const kafka_cluster& cluster, const kafka_properties& own,
                 on_delivery delivered = nullptr, void* owner = nullptr);
    ~kafka_client();
    kafka_client(const kafka_client&) = delete;
    kafka_client& operator=(const kafka_client&) = delete;

    [[nodiscard]] rd_kafka_s* handle() const { return handle_; }
    [[nodiscard]] const std::string& brokers() const { return brokers_; }
    /// The library's last complaint; empty when there was none.
    [[nodiscard]] std::string complaint() const;
    /// A log_fault that says what was tried, why it did not work as far as the library knows, and
    /// what to do: `kafka-credentials` or `kafka-unreachable`.
    [[nodiscard]] log_fault fault_of(const std::string& tried) const;

    struct watermarks {
        offset low = 0;  ///< the oldest record that is there
        offset high = 0; ///< after the newest record that can be read
    };
    /// Asks the partition's leader; nothing when it does not answer in time.
    [[nodiscard]] std::optional<watermarks> ask(const std::string& topic, partition_id partition,
                                                std::chrono::milliseconds patience) const;
    /// The same of `high` alone, in half of the time.
    [[nodiscard]] std::optional<offset> ask_end(const std::string& topic, partition_id partition,
                                                std::chrono::milliseconds patience) const;

    /// For the library's callbacks.
    void complain(int code, const char* text,
                  std::chrono::steady_clock::time_point at = std::chrono::steady_clock::now());
    /// Hears what the library has to complain of and nobody has asked for yet.
    void hear() const;
    [[nodiscard]] void* owner() const { return owner_; }

private:
    std::string brokers_;
    rd_kafka_s* handle_ = nullptr;
    mutable std::mutex mutex_;
    std::string complaint_;
    std::optional<std::chrono::steady_clock::time_point> refused_at_; ///< last
    void* owner_ = nullptr;
};

/// What became of one record.
struct kafka_receipt {
    enum class fate { persisted, perhaps, absent };
    void* token = nullptr;
    fate how = fate::perhaps;
    std::optional<offset> at{}; ///< with `persisted`, unless the broker did not tell
    std::string problem{};
};

/// How the records of a topic look beside their values.
struct kafka_record_form {
    std::string content_type; ///< a header of every record
    /// An empty value is sent as none: what a compacted topic takes for a tombstone.
    bool empty_is_tombstone = false;
};

/// An idempotent producer of one topic with acks=all.
class kafka_producer {
public:
    /// `received` is called by poll(), once for each record that produce() took.
    kafka_producer(const kafka_cluster& cluster, const std::string& topic, kafka_record_form form,
                   std::function<void(const kafka_receipt&)> received);
    ~kafka_producer(); ///< what is still on its way gets no receipt any more
    kafka_producer(const kafka_producer&) = delete;
    kafka_producer& operator=(const kafka_producer&) = delete;

    /// Queues a record. Returns why not, and nothing when it is taken.
    [[nodiscard]] std::string produce(partition_id partition, const log_record& record,
                                      void* token);
    void poll(std::chrono::milliseconds patience);
    /// The library cannot go on with this producer: its idempotence is lost.
    [[nodiscard]] bool failed() const;
    /// Gives up what is queued and on its way; the receipts come with the next polls.
    void purge();
    /// Receipts that are still to come.
    [[nodiscard]] std::size_t outstanding() const;
    [[nodiscard]] kafka_client& client() { return client_; }

private:
    static void deliver(rd_kafka_s* from, const rd_kafka_message_s* message, void* owner);

    kafka_record_form form_;
    std::function<void(const kafka_receipt&)> received_;
    kafka_client client_;
    rd_kafka_topic_s* topic_ = nullptr;
};

/// What a consumer meets.
struct kafka_arrival {
    enum class what {
        record,
        end,
        out_of_range,
        damaged, ///< a broker has other bytes there than were written: they are passed over
        problem,
    };
    what is = what::record;
    partition_id partition;
    offset at = 0;
    std::string_view key{};   ///< valid until the next call
    std::string_view value{}; ///< valid until the next call; empty for a tombstone
    std::string problem{};
};

/// Reads partitions of one topic, assigned by hand, from offsets that the caller says. Used by one
/// thread at a time.
class kafka_consumer {
public:
    kafka_consumer(const kafka_cluster& cluster, const std::string& topic,
                   const kafka_properties& own = {});
    ~kafka_consumer();
    kafka_consumer(const kafka_consumer&) = delete;
    kafka_consumer& operator=(const kafka_consumer&) = delete;

    void start(partition_id partition, offset from);
    void stop(partition_id partition);
    /// The next arrival; nothing when there is none in time.
    [[nodiscard]] std::optional<kafka_arrival> next(std::chrono::milliseconds patience);
    [[nodiscard]] bool has_more() const { return taken_ < fetched_.size(); } ///< without waiting
    [[nodiscard]] std::size_t fetched() const; ///< arrivals that wait for next()
    [[nodiscard]] kafka_client& client() { return client_; }

private:
    void drop();

    kafka_client client_;
    rd_kafka_topic_s* topic_ = nullptr;
    rd_kafka_queue_s* queue_ = nullptr;
    std::vector<rd_kafka_message_s*> fetched_;
    std::size_t taken_ = 0;
};

/// A topic as the cluster describes it.
struct kafka_topic {
    std::string name;
    std::uint32_t partitions = 0;
    std::uint32_t replication = 0; ///< of the partition with the fewest copies
    kafka_properties settings;     ///< by Kafka's names, such as `retention.ms`
};

/// Nothing when the topic does not exist. Throws log_fault.
[[nodiscard]] std::optional<kafka_topic> describe_kafka_topic(const kafka_cluster& cluster,
                                                              const std::string& name);
/// Returns when the topic can be used. Throws log_fault; `kafka-topic-exists` when it does.
void create_kafka_topic(const kafka_cluster& cluster, const kafka_topic& wished);
void delete_kafka_topic(const kafka_cluster& cluster, const std::string& name);

} // namespace events
