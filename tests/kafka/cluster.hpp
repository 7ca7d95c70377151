#pragma once

#include "events/kafka_log.hpp"
#include "events/kafka_vault.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

/// The real brokers that `ops/kafka run` has started around this test program.
namespace kafka_testing {

/// Their address. Ends the test program when there are none, and says how to run it.
[[nodiscard]] const std::string& brokers();
/// How many there are.
[[nodiscard]] std::uint32_t broker_count();
/// Copies of each record that so many brokers can hold.
[[nodiscard]] std::uint32_t copies();
/// Runs `ops/kafka WORDS` on them, such as "kill 2".
void ops_kafka(const std::string& words);

/// Asks again and again, for as long as brokers and their groups may take.
[[nodiscard]] bool within(std::chrono::seconds time, const std::function<bool()>& question);

/// A name of a topic that was not there before; what was made of it is deleted at the end.
class fresh_name {
public:
    explicit fresh_name(std::string_view kind);
    ~fresh_name();
    fresh_name(const fresh_name&) = delete;
    fresh_name& operator=(const fresh_name&) = delete;

    [[nodiscard]] events::kafka_log_options options() const;

protected:
    [[nodiscard]] const std::string& name() const { return name_; }
    /// Calls `make` the first time.
    void make_once(const std::function<void()>& make);

private:
    std::string name_;
    bool made_ = false;
};

/// A topic of events.
class fresh_topic : public fresh_name {
public:
    fresh_topic() : fresh_name("events") {}

    /// Makes it when it is not there yet.
    [[nodiscard]] std::unique_ptr<events::log> open(std::uint32_t partitions);
};

/// A topic of keys with its installation key.
class fresh_keys : public fresh_name {
public:
    fresh_keys() : fresh_name("keys") {}

    /// Makes the topic when it is not there yet; no key lies in it.
    void make();
    /// Another node's vault. Makes the topic when it is not there yet, and begins it.
    [[nodiscard]] std::unique_ptr<events::portable_vault> open();
    [[nodiscard]] const events::installation_key& key() const { return key_; }
    /// Visits all records as they lie there; a tombstone has no value.
    void each_record(const std::function<void(std::string_view, std::string_view)>& visit) const;
    /// Whether compaction would leave a wrapped key of the person.
    [[nodiscard]] bool live_records_name(const events::person_id& person) const;

private:
    events::installation_key key_{events::random_key()};
};

} // namespace kafka_testing
