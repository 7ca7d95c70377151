#include "events/kafka_client.hpp"
#include "events/kafka_record_size.hpp"

#include <fmt/format.h>
#include <librdkafka/rdkafka.h>

namespace events {
namespace {

const kafka_properties producer_properties{
    {"enable.idempotence", "true"},
    {"acks", "all"},
    {"compression.type", "lz4"},
    {"linger.ms", "1"},
    {"message.timeout.ms", "30000"},
    {"request.timeout.ms", "6000"}, // a stopped leader is noticed then
    {"retry.backoff.ms", "50"},
    {"queue.buffering.max.messages", "1000000"},
    {"queue.buffering.max.kbytes", "1048576"},
};

kafka_receipt::fate fate_of(const rd_kafka_message_t& message) {
    switch (rd_kafka_message_status(&message)) {
    case RD_KAFKA_MSG_STATUS_PERSISTED:
        return kafka_receipt::fate::persisted;
    case RD_KAFKA_MSG_STATUS_NOT_PERSISTED:
        return kafka_receipt::fate::absent;
    case RD_KAFKA_MSG_STATUS_POSSIBLY_PERSISTED:
        break;
    }
    return kafka_receipt::fate::perhaps;
}

/// Two problems do not pass by themselves: who works on them must know them.
std::string problem_of(rd_kafka_resp_err_t error) {
    switch (error) {
    case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE:
        return std::string{too_large_for_topic};
    case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
        return std::string{not_let_write};
    default:
        return rd_kafka_err2str(error);
    }
}

} // namespace

kafka_producer::kafka_producer(const kafka_cluster& cluster, const std::string& topic,
                               kafka_record_form form,
                               std::function<void(const kafka_receipt&)> received)
    : form_(std::move(form)), received_(std::move(received)),
      client_(kafka_client::role::producer, cluster, producer_properties, &deliver, this) {
    topic_ = rd_kafka_topic_new(client_.handle(), topic.c_str(), nullptr);
    if (topic_ == nullptr) {
        throw log_fault("kafka-property", fmt::format("produce to the topic {}: {}", topic,
                                                      rd_kafka_err2str(rd_kafka_last_error())));
    }
}

kafka_producer::~kafka_producer() {
    received_ = nullptr;
    purge();
    rd_kafka_topic_destroy(topic_);
}

void kafka_producer::deliver(rd_kafka_s* /*from*/, const rd_kafka_message_s* message, void* owner) {
    auto* client = static_cast<kafka_client*>(owner);
    auto& self = *static_cast<kafka_producer*>(client->owner());
    if (!self.received_) {
        return;
    }
    kafka_receipt receipt{.token = message->_private, .how = fate_of(*message)};
    if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR && message->offset >= 0) {
        receipt.at = static_cast<offset>(message->offset);
    }
    if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR) {
        receipt.problem = problem_of(message->err);
    }
    self.received_(receipt);
}

std::string kafka_producer::produce(partition_id partition, const log_record& record, void* token) {
    const auto& key = record.key.str();
    char* const value = record.value.empty() && form_.empty_is_tombstone
                            ? nullptr
                            : const_cast<char*>(record.value.data());
    const auto error =
        rd_kafka_producev(client_.handle(), RD_KAFKA_V_RKT(topic_),
                          RD_KAFKA_V_PARTITION(static_cast<std::int32_t>(partition.value)),
                          RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
                          RD_KAFKA_V_KEY(const_cast<char*>(key.data()), key.size()),
                          RD_KAFKA_V_VALUE(value, record.value.size()),
                          RD_KAFKA_V_HEADER("ce_type", record.type.data(),
                                            static_cast<std::ptrdiff_t>(record.type.size())),
                          RD_KAFKA_V_HEADER("content-type", form_.content_type.c_str(), -1),
                          RD_KAFKA_V_OPAQUE(token), RD_KAFKA_V_END);
    return error == RD_KAFKA_RESP_ERR_NO_ERROR ? std::string{} : problem_of(error);
}

void kafka_producer::poll(std::chrono::milliseconds patience) {
    rd_kafka_poll(client_.handle(), static_cast<int>(patience.count()));
}

bool kafka_producer::failed() const {
    return rd_kafka_fatal_error(client_.handle(), nullptr, 0) != RD_KAFKA_RESP_ERR_NO_ERROR;
}

std::size_t kafka_producer::outstanding() const {
    return static_cast<std::size_t>(rd_kafka_outq_len(client_.handle()));
}

void kafka_producer::purge() {
    rd_kafka_purge(client_.handle(), RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
}

} // namespace events
