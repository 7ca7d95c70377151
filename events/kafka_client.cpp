#include "events/kafka_client.hpp"

#include "events/kafka_topic_look.hpp"

#include <fmt/format.h>
#include <librdkafka/rdkafka.h>

#include <algorithm>
#include <array>
#include <set>
#include <thread>

namespace events {
namespace {

/// What nobody may set, because the log's promises rest on it.
const std::set<std::string, std::less<>> own_properties{"bootstrap.servers",
                                                        "metadata.broker.list",
                                                        "acks",
                                                        "request.required.acks",
                                                        "enable.idempotence",
                                                        "transactional.id",
                                                        "isolation.level",
                                                        "auto.offset.reset",
                                                        "enable.partition.eof",
                                                        "enable.auto.commit",
                                                        "allow.auto.create.topics",
                                                        "group.id",
                                                        "check.crcs"};

/// Only one kind of client knows these; the other ignores them.
bool is_foreign_to(kafka_client::role as, const std::string& error) {
    return error.find(as == kafka_client::role::producer
                          ? "is a consumer property"
                          : "is a producer property") != std::string::npos;
}

void set(rd_kafka_conf_t* conf, kafka_client::role as, const std::string& name,
         const std::string& value) {
    std::array<char, 512> error{};
    if (rd_kafka_conf_set(conf, name.c_str(), value.c_str(), error.data(), error.size()) !=
            RD_KAFKA_CONF_OK &&
        !is_foreign_to(as, error.data())) {
        throw log_fault("kafka-property", fmt::format("set Kafka's property {}: {}; see the list "
                                                      "of librdkafka's properties",
                                                      name, error.data()));
    }
}

void set_all(rd_kafka_conf_t* conf, kafka_client::role as, const kafka_cluster& cluster,
             const kafka_properties& own) {
    set(conf, as, "bootstrap.servers", cluster.brokers);
    set(conf, as, "client.id", "motcua");
    set(conf, as, "reconnect.backoff.ms", "50");
    set(conf, as, "reconnect.backoff.max.ms", "1000");
    set(conf, as, "topic.metadata.refresh.fast.interval.ms", "100");
    set(conf, as, "socket.timeout.ms", "10000");
    set(conf, as, "socket.nagle.disable", "true");
    // Who asks where a partition ends must be told of every record that was confirmed, also while
    // a stranger's transaction is open in it.
    set(conf, as, "isolation.level", "read_uncommitted");
    // A topic that is made by a question for it would lose events.
    set(conf, as, "allow.auto.create.topics", "false");
    for (const auto& [name, value] : own) {
        set(conf, as, name, value);
    }
    for (const auto& [name, value] : cluster.properties) {
        if (own_properties.contains(name)) {
            throw log_fault("kafka-property",
                            fmt::format("set Kafka's property {}: motcua sets it itself, because "
                                        "no event may be lost; leave it out",
                                        name));
        }
        set(conf, as, name, value);
    }
}

void on_error(rd_kafka_t* /*from*/, int code, const char* text, void* owner) {
    static_cast<kafka_client*>(owner)->complain(code, text);
}

void on_log(const rd_kafka_t* /*from*/, int /*level*/, const char* /*facility*/,
            const char* /*text*/) {
    // What matters comes as an error, too; nothing is printed over the user's screen.
}

/// The library speaks of Kerberos' tools to whoever has named no mechanism.
std::string advice_on_properties(const std::string& why) {
    if (why.find("kerberos") != std::string::npos || why.find("GSSAPI") != std::string::npos) {
        return "set sasl.mechanism, such as PLAIN; without it Kerberos is meant";
    }
    return "check the properties in the file that log.properties names, and that the files which "
           "they name can be read";
}

using clock = std::chrono::steady_clock;

/// A broker that is about to end may break off a handshake: that refuses nobody. Those that do
/// refuse us do so at each try, of which the library tells twice a minute.
constexpr std::chrono::minutes refusal_lasts{2};

bool is_lately(const std::optional<clock::time_point>& refused, clock::time_point now) {
    return refused && now - *refused < refusal_lasts;
}

/// Before this version the library repeats its own half of SCRAM's nonce, which brokers take for a
/// wrong password since Kafka 4.0; up to 3.9 they bear it.
constexpr int scram_mended = 0x020601ff;

std::string advice_on_refusal(const std::string& why) {
    std::string advice = "check security.protocol, sasl.* and ssl.*";
    if (why.find("SCRAM") != std::string::npos && rd_kafka_version() < scram_mended) {
        advice += fmt::format("; brokers of Kafka 4 refuse SCRAM from librdkafka {} whatever the "
                              "password, so use PLAIN over TLS with them, or librdkafka 2.6.1",
                              rd_kafka_version_str());
    }
    return advice;
}

} // namespace

kafka_client::kafka_client(role as, const kafka_cluster& cluster, const kafka_properties& own,
                           on_delivery delivered, void* owner)
    : brokers_(cluster.brokers), owner_(owner) {
    std::unique_ptr<rd_kafka_conf_t, void (*)(rd_kafka_conf_t*)> conf(rd_kafka_conf_new(),
                                                                      rd_kafka_conf_destroy);
    set_all(conf.get(), as, cluster, own);
    rd_kafka_conf_set_error_cb(conf.get(), on_error);
    rd_kafka_conf_set_log_cb(conf.get(), on_log);
    rd_kafka_conf_set_opaque(conf.get(), this);
    if (delivered != nullptr) {
        rd_kafka_conf_set_dr_msg_cb(conf.get(), delivered);
    }
    std::array<char, 512> error{};
    handle_ = rd_kafka_new(as == role::producer ? RD_KAFKA_PRODUCER : RD_KAFKA_CONSUMER, conf.get(),
                           error.data(), error.size());
    if (handle_ == nullptr) {
        throw log_fault("kafka-property",
                        fmt::format("make a Kafka client for {}: {}; {}", cluster.brokers,
                                    error.data(), advice_on_properties(error.data())));
    }
    static_cast<void>(conf.release()); // the client has taken it
}

kafka_client::~kafka_client() { rd_kafka_destroy(handle_); }

void kafka_client::complain(int code, const char* text, clock::time_point at) {
    const std::lock_guard lock(mutex_);
    const bool credentials = code == RD_KAFKA_RESP_ERR__AUTHENTICATION ||
                             code == RD_KAFKA_RESP_ERR__SSL ||
                             code == RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED;
    if (credentials || !is_lately(refused_at_, at)) { // "all brokers down" follows it, says less
        complaint_ = text == nullptr ? "" : text;
    }
    if (credentials) {
        refused_at_ = at;
    }
}

void kafka_client::hear() const {
    constexpr int most = 1000; // it may go on complaining
    for (int i = 0; i < most && rd_kafka_poll(handle_, 0) > 0; ++i) {
        // complaints wait in the queue of events
    }
}

std::string kafka_client::complaint() const {
    const std::lock_guard lock(mutex_);
    return complaint_;
}

log_fault kafka_client::fault_of(const std::string& tried) const {
    hear();
    const std::lock_guard lock(mutex_);
    const std::string why = complaint_.empty() ? "no answer in time" : complaint_;
    if (is_lately(refused_at_, clock::now())) {
        return {"kafka-credentials", fmt::format("{}: the brokers at {} refused us: {}; {}", tried,
                                                 brokers_, why, advice_on_refusal(why))};
    }
    return {"kafka-unreachable",
            fmt::format("{}: the brokers at {} cannot be reached: {}; check the addresses, that "
                        "they run, and security.protocol",
                        tried, brokers_, why)};
}

namespace {

/// The first or the last offset of a partition, from its leader. The call that the library has for
/// both, rd_kafka_query_watermark_offsets, waits for ever once the leader it knows is gone; this
/// one gives up in time.
std::optional<offset> ask_for(rd_kafka_t* from, const std::string& topic, partition_id partition,
                              std::int64_t which, std::chrono::milliseconds patience) {
    const std::unique_ptr<rd_kafka_topic_partition_list_t,
                          void (*)(rd_kafka_topic_partition_list_t*)>
        list(rd_kafka_topic_partition_list_new(1), rd_kafka_topic_partition_list_destroy);
    auto* const one = rd_kafka_topic_partition_list_add(list.get(), topic.c_str(),
                                                        static_cast<std::int32_t>(partition.value));
    one->offset = which;
    const auto problem =
        rd_kafka_offsets_for_times(from, list.get(), static_cast<int>(patience.count()));
    if (problem != RD_KAFKA_RESP_ERR_NO_ERROR || one->err != RD_KAFKA_RESP_ERR_NO_ERROR ||
        one->offset < 0) {
        return std::nullopt;
    }
    return static_cast<offset>(one->offset);
}

/// A leader that is there answers within milliseconds. One that has just died is only given up when
/// the cluster is asked again who it is.
constexpr std::chrono::milliseconds one_try{2000};

/// What `attempt` finds, given the time that it may take; nothing when all patience is used up. A
/// partition may be without a leader for a moment.
template <typename Attempt>
auto until_answered(const kafka_client& by, const std::string& topic,
                    std::chrono::milliseconds patience, const Attempt& attempt)
    -> decltype(attempt(patience)) {
    const auto give_up = clock::now() + patience;
    const auto left = [&] {
        return std::clamp(
            std::chrono::duration_cast<std::chrono::milliseconds>(give_up - clock::now()),
            std::chrono::milliseconds{1}, one_try);
    };
    for (;;) {
        if (const auto found = attempt(left())) {
            by.hear(); // or complaints of many months would be told before that of the day
            return found;
        }
        if (clock::now() > give_up) {
            return std::nullopt;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
        // What the client knew of a dead leader is forgotten when the cluster is asked.
        static_cast<void>(partitions_of_topic(by, topic, left()));
    }
}

} // namespace

std::optional<kafka_client::watermarks>
kafka_client::ask(const std::string& topic, partition_id partition,
                  std::chrono::milliseconds patience) const {
    return until_answered(
        *this, topic, patience, [&](std::chrono::milliseconds left) -> std::optional<watermarks> {
            const auto low = ask_for(handle_, topic, partition, RD_KAFKA_OFFSET_BEGINNING, left);
            const auto high =
                low ? ask_for(handle_, topic, partition, RD_KAFKA_OFFSET_END, left) : std::nullopt;
            return high ? std::optional{watermarks{*low, *high}} : std::nullopt;
        });
}

std::optional<offset> kafka_client::ask_end(const std::string& topic, partition_id partition,
                                            std::chrono::milliseconds patience) const {
    return until_answered(*this, topic, patience, [&](std::chrono::milliseconds left) {
        return ask_for(handle_, topic, partition, RD_KAFKA_OFFSET_END, left);
    });
}

} // namespace events
