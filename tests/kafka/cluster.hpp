#pragma once

#include "events/kafka_log.hpp"

#include <cstdint>
#include <memory>
#include <string>

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

/// A topic of a name that was not there before; deleted at the end.
class fresh_topic {
public:
    fresh_topic();
    ~fresh_topic();
    fresh_topic(const fresh_topic&) = delete;
    fresh_topic& operator=(const fresh_topic&) = delete;

    [[nodiscard]] events::kafka_log_options options() const;
    /// Makes it when it is not there yet.
    [[nodiscard]] std::unique_ptr<events::log> open(std::uint32_t partitions);

private:
    std::string name_;
    bool made_ = false;
};

} // namespace kafka_testing
