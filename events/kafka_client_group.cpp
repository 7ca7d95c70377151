#include "events/kafka_client.hpp"
#include "events/kafka_topic_look.hpp"
#include "events/node_group.hpp"

#include <fmt/format.h>
#include <librdkafka/rdkafka.h>

#include <algorithm>
#include <condition_variable>
#include <future>
#include <memory>
#include <set>
#include <thread>

namespace events {
namespace {

using clock = std::chrono::steady_clock;

/// The shortest that Kafka's brokers allow unless they are told otherwise.
constexpr std::chrono::milliseconds session_timeout{6000};
constexpr std::chrono::milliseconds poll_patience{100};
constexpr std::chrono::milliseconds ask_interval{1000};
constexpr std::chrono::milliseconds ask_patience{500};
/// One question that nobody answers may be a change of leader.
constexpr int unanswered_max = 2;
/// With a client that is not needed any more.
constexpr std::chrono::seconds ending_patience{5};

const kafka_properties group_properties{
    {"session.timeout.ms", std::to_string(session_timeout.count())},
    {"heartbeat.interval.ms", "500"},
    {"partition.assignment.strategy", "range"},
    {"auto.offset.reset", "latest"}, // nothing is read through it
    {"enable.auto.commit", "false"},
    {"fetch.wait.max.ms", "100"},
    {"queued.min.messages", "1"},
    {"queued.max.messages.kbytes", "64"},
};

template <typename T> using owned = std::unique_ptr<T, void (*)(T*)>;

/// librdkafka 2.0.2 may wait for ever for a partition whose topic was deleted meanwhile: then its
/// threads are left behind, so that the process can end.
void end_soon(std::unique_ptr<kafka_client> client) {
    std::promise<void> ended;
    const auto done = ended.get_future();
    std::thread([client = std::move(client), ended = std::move(ended)]() mutable {
        client.reset();
        ended.set_value();
    }).detach();
    static_cast<void>(done.wait_for(ending_patience));
}

/// What brokers answer to a node that they will not have in the group, however often it asks.
bool is_exclusion(rd_kafka_resp_err_t answer) {
    return answer == RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED ||
           answer == RD_KAFKA_RESP_ERR_INVALID_SESSION_TIMEOUT ||
           answer == RD_KAFKA_RESP_ERR_INCONSISTENT_GROUP_PROTOCOL;
}

class kafka_group : public node_group {
public:
    explicit kafka_group(const kafka_log_options& log)
        : topic_(log.topic),
          client_(std::make_unique<kafka_client>(kafka_client::role::consumer, log.cluster,
                                                 with_group(duties_group_of(log.topic)))),
          asking_(kafka_client::role::producer, log.cluster, {}) {
        rd_kafka_poll_set_consumer(client_->handle());
        subscribe();
        polled_ = clock::now();
        member_ = std::thread([this] { run(); });
        asker_ = std::thread([this] { run_asking(); });
    }

    ~kafka_group() override {
        {
            const std::lock_guard lock(mutex_);
            closing_ = true;
        }
        closed_.notify_all();
        member_.join();
        asker_.join();
        rd_kafka_consumer_close(client_->handle()); // gives the partitions back
        end_soon(std::move(client_));
    }
    kafka_group(const kafka_group&) = delete;
    kafka_group& operator=(const kafka_group&) = delete;

    [[nodiscard]] bool holds(partition_id partition) const override {
        const std::lock_guard lock(mutex_);
        return is_member() && held_.contains(partition);
    }

    [[nodiscard]] std::vector<partition_id> held() const override {
        const std::lock_guard lock(mutex_);
        return is_member() ? std::vector<partition_id>{held_.begin(), held_.end()}
                           : std::vector<partition_id>{};
    }

    [[nodiscard]] std::string trouble() const override {
        const std::lock_guard lock(mutex_);
        return trouble_;
    }

    [[nodiscard]] std::string exclusion() const override {
        const std::lock_guard lock(mutex_);
        return exclusion_;
    }

private:
    static kafka_properties with_group(const std::string& name) {
        auto all = group_properties;
        all["group.id"] = name;
        return all;
    }

    /// A node that stood still does not know yet what the others have taken over meanwhile.
    [[nodiscard]] bool is_member() const { return clock::now() - polled_ < session_timeout; }

    void subscribe() {
        const owned<rd_kafka_topic_partition_list_t> topics(rd_kafka_topic_partition_list_new(1),
                                                            rd_kafka_topic_partition_list_destroy);
        rd_kafka_topic_partition_list_add(topics.get(), topic_.c_str(), RD_KAFKA_PARTITION_UA);
        if (const auto error = rd_kafka_subscribe(client_->handle(), topics.get());
            error != RD_KAFKA_RESP_ERR_NO_ERROR) {
            throw log_fault("kafka-refused", fmt::format("join the group of nodes on {}: {}",
                                                         topic_, rd_kafka_err2str(error)));
        }
    }

    void run() {
        for (;;) {
            if (auto* message = rd_kafka_consumer_poll(client_->handle(),
                                                       static_cast<int>(poll_patience.count()))) {
                note_exclusion(*message); // a record came before it was told to pause
                rd_kafka_message_destroy(message);
            }
            bool stood_still = false;
            {
                const std::lock_guard lock(mutex_);
                if (closing_) {
                    return;
                }
                stood_still = !is_member();
            }
            if (stood_still) {
                rejoin();
            }
            note_assignment();
        }
    }

    /// Whatever was held may be somebody else's by now; joining anew tells.
    void rejoin() {
        {
            const std::lock_guard lock(mutex_);
            held_.clear();
        }
        rd_kafka_unsubscribe(client_->handle());
        for (int i = 0; i < 20; ++i) { // until the old assignment is gone
            if (auto* message = rd_kafka_consumer_poll(client_->handle(), 50)) {
                rd_kafka_message_destroy(message);
            }
        }
        subscribe();
    }

    void note_exclusion(const rd_kafka_message_t& answer) {
        if (is_exclusion(answer.err)) {
            const std::lock_guard lock(mutex_);
            exclusion_ = fmt::format(
                "join the group {}: the brokers do not take this node in: {}; its duties are "
                "nobody's until they do: grant this user Read on the group, and let "
                "group.min.session.timeout.ms be {} at most",
                duties_group_of(topic_), rd_kafka_message_errstr(&answer), session_timeout.count());
        }
    }

    /// The cluster names those whom it takes in.
    [[nodiscard]] bool is_named() const {
        char* const name = rd_kafka_memberid(client_->handle());
        const bool named = name != nullptr && *name != '\0';
        rd_kafka_mem_free(client_->handle(), name);
        return named;
    }

    void note_assignment() {
        rd_kafka_topic_partition_list_t* found = nullptr;
        std::set<partition_id> now;
        if (rd_kafka_assignment(client_->handle(), &found) == RD_KAFKA_RESP_ERR_NO_ERROR) {
            const owned<rd_kafka_topic_partition_list_t> list(
                found, rd_kafka_topic_partition_list_destroy);
            if (rd_kafka_assignment_lost(client_->handle()) == 0) {
                for (int i = 0; i < list->cnt; ++i) {
                    now.insert({static_cast<std::uint32_t>(list->elems[i].partition)});
                }
            }
            if (now != paused_) {
                rd_kafka_pause_partitions(client_->handle(), list.get());
                paused_ = now;
            }
        }
        const bool taken_in = !exclusion_.empty() && is_named(); // only this thread writes it
        const std::lock_guard lock(mutex_);
        if (taken_in) {
            exclusion_.clear();
        }
        held_ = std::move(now);
        polled_ = clock::now();
    }

    /// Asks the leader of one partition after the other.
    void run_asking() {
        int unanswered = 0;
        std::uint32_t partition = 0;
        std::unique_lock lock(mutex_);
        while (!closed_.wait_for(lock, ask_interval, [&] { return closing_; })) {
            lock.unlock();
            const auto answer = asking_.ask(topic_, {partition}, ask_patience);
            unanswered = answer ? 0 : unanswered + 1;
            std::string text;
            if (unanswered >= unanswered_max) {
                text = fault_of_unanswered(asking_, topic_,
                                           fmt::format("ask for the end of {}", topic_))
                           .what();
            } else if (answer) {
                partition = next_after(partition);
            }
            lock.lock();
            if (answer || !text.empty()) {
                trouble_ = std::move(text);
            }
        }
    }

    [[nodiscard]] std::uint32_t next_after(std::uint32_t partition) {
        if (partitions_ == 0) {
            partitions_ = partitions_of_topic(asking_, topic_, ask_patience).value_or(0);
        }
        return partitions_ == 0 ? 0 : (partition + 1) % partitions_;
    }

    std::string topic_;
    std::unique_ptr<kafka_client> client_;
    kafka_client asking_;
    std::uint32_t partitions_ = 0;
    std::set<partition_id> paused_;

    mutable std::mutex mutex_;
    std::condition_variable closed_;
    bool closing_ = false;
    std::set<partition_id> held_;
    clock::time_point polled_;
    std::string trouble_;
    std::string exclusion_;
    std::thread member_;
    std::thread asker_;
};

} // namespace

std::string duties_group_of(const std::string& events_topic) {
    const std::string middle = ".events.";
    auto out = events_topic;
    if (const auto at = out.find(middle); at != std::string::npos) {
        return out.replace(at, middle.size(), ".duties.");
    }
    return out + ".duties";
}

std::vector<std::string> check_kafka_groups(const kafka_cluster& cluster) {
    constexpr std::chrono::seconds patience{5};
    const std::string topic = "__consumer_offsets"; // Kafka's own, made with the first group
    const kafka_client asking(kafka_client::role::producer, cluster, {});
    const auto copies = copies_of_topic(asking, topic, patience);
    if (!copies || *copies >= 3) {
        return {};
    }
    return {fmt::format("{}: groups are known to {} broker(s), and must be to 3: while that one is "
                        "away, no node performs duties, so that letters and deadlines wait; set "
                        "offsets.topic.replication.factor, and give this topic more copies with "
                        "kafka-reassign-partitions",
                        topic, *copies)};
}

std::unique_ptr<node_group> join_kafka_group(const kafka_log_options& log) {
    return std::make_unique<kafka_group>(log);
}

} // namespace events
