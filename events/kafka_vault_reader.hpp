#pragma once

#include "events/kafka_client.hpp"
#include "events/kafka_log.hpp"
#include "events/key_book.hpp"
#include "events/shared_secret.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

namespace events {

/// Follows the topic of keys on a thread of its own and folds it into a key_book.
class kafka_vault_reader {
public:
    /// Returns when everything that lay in the topic is folded. Throws log_fault.
    kafka_vault_reader(const kafka_log_options& options, const installation_key& key);
    ~kafka_vault_reader();
    kafka_vault_reader(const kafka_vault_reader&) = delete;
    kafka_vault_reader& operator=(const kafka_vault_reader&) = delete;

    /// Runs `look` on what is folded so far. Throws fault `vault-damaged` once the topic has proved
    /// to be damaged.
    void with(const std::function<void(const key_book&)>& look) const;
    /// Waits until everything below `end` is folded. Throws fault `vault-unreachable`.
    void wait_for(offset end);
    /// Asks where the topic ends now and waits for that. False when `what` was looked for in vain a
    /// moment ago already. Throws fault `vault-unreachable`.
    [[nodiscard]] bool catch_up_for(const std::string& what);
    /// Throws fault `vault-unreachable` when the brokers did not answer lately and still do not: so
    /// that callers do not wait one after the other.
    void require_brokers();
    /// Why the topic cannot be worked with just now; empty while it can. Asks the brokers.
    [[nodiscard]] std::string trouble();
    /// Notes from now on what becomes of a secret, of one at a time. Returns what it is.
    [[nodiscard]] std::optional<std::string> watch_secret(std::string_view kind,
                                                          std::string_view name);
    [[nodiscard]] std::vector<secret_version> versions_watched() const;
    void watch_none();
    /// They did not confirm something in time.
    void call_unreachable() { unreachable_ = true; }

private:
    using clock = std::chrono::steady_clock;
    struct watched_secret {
        std::string key; ///< of its records
        std::string kind;
        std::string name;
        std::vector<secret_version> versions{};
    };

    void run();
    void take(const kafka_arrival& arrival);
    void note_version(const kafka_arrival& arrival);
    [[nodiscard]] offset ask_for_end();
    [[nodiscard]] bool looked_for_just_now(const std::string& what);

    std::string topic_;
    kafka_client asking_;
    kafka_consumer consumer_;

    mutable std::mutex mutex_;
    std::condition_variable passed_more_;
    key_book book_;
    offset passed_ = 0;   ///< everything below is folded
    std::string damaged_; ///< why the topic cannot be trusted; empty while it can
    std::unordered_map<std::string, clock::time_point> missed_;
    std::optional<watched_secret> watched_;

    std::atomic<bool> unreachable_ = false;
    std::atomic<bool> closing_ = false;
    std::thread thread_;
};

} // namespace events
