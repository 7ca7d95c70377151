#pragma once

#include "engine/memory_target.hpp"
#include "engine/node.hpp"
#include "events/kafka_log.hpp"
#include "tests/kafka/cluster.hpp"
#include "tests/support/desk.hpp"

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace kafka_testing {

/// A filing at the counter of office 96, or of `office`; the same key is the same command.
[[nodiscard]] engine::command filing(const std::string& key, const std::string& office = "96");
/// A step on a case that such a filing has opened.
[[nodiscard]] engine::command supplement_request(const events::case_id& subject,
                                                 const std::string& key);

/// A node with a log object of its own on the topic, as another process would have it.
class node_on_kafka {
public:
    explicit node_on_kafka(fresh_topic& topic, std::uint32_t partitions = 4);

    [[nodiscard]] engine::node& node() { return *node_; }
    [[nodiscard]] events::log& log() { return *log_; }
    /// Ends the node and folds what others wrote last.
    [[nodiscard]] engine::memory_target& stop_and_fold(const std::vector<events::offset>& ends);

private:
    std::unique_ptr<events::log> log_;
    engine::memory_target folded_;
    engine::manual_clock time_{testing_support::office_time("2017-06-01 08:00")};
    std::unique_ptr<engine::node> node_;
};

/// Clients that work on nodes until told to stop: each opens cases and takes a step on each, asks
/// again with the same command whenever the answer is not final, and writes down what it was told.
class crowd {
public:
    crowd(std::vector<engine::node*> nodes, int clients);
    ~crowd() { stop(); }
    crowd(const crowd&) = delete;
    crowd& operator=(const crowd&) = delete;

    /// Each client ends after the command that it is at.
    void stop();

    struct told {
        engine::log_position place;
        events::case_id subject;
        std::uint64_t version = 0;
        bool repeated = false;
    };
    /// What was confirmed, by command id.
    [[nodiscard]] const std::map<std::string, told>& confirmed() const { return confirmed_; }
    [[nodiscard]] std::uint64_t unknown() const { return unknown_; }
    [[nodiscard]] std::uint64_t so_far() const { return so_far_; }

private:
    void work(int client);
    [[nodiscard]] std::optional<engine::accepted> insist(int client, engine::command what);

    std::vector<engine::node*> nodes_;
    std::atomic<bool> stopping_ = false;
    std::atomic<std::uint64_t> unknown_ = 0;
    std::atomic<std::uint64_t> so_far_ = 0;
    std::mutex mutex_;
    std::map<std::string, told> confirmed_;
    std::vector<std::jthread> clients_;
};

/// What a fresh reader makes of the topic.
struct reading {
    engine::memory_target folded;
    std::vector<events::offset> ends;
    /// Places of counting events, by command id; more than one is a command counted twice.
    std::map<std::string, std::vector<engine::log_position>> counting;
};
[[nodiscard]] std::unique_ptr<reading> read_afresh(const fresh_topic& topic);

/// Everything that was confirmed counts exactly once, where its answer said, and the nodes have
/// folded what a fresh reader folds. Prints the counts.
void expect_nothing_lost_or_doubled(const fresh_topic& topic, const crowd& clients,
                                    std::vector<node_on_kafka*> nodes);

} // namespace kafka_testing
