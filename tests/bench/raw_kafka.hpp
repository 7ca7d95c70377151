#pragma once

#include "tests/bench/latency_histogram.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace bench {

/// What librdkafka does by itself, set as motcua sets it: idempotent, acks=all, lz4, linger 1 ms.
struct raw_produce {
    std::string brokers;
    std::string topic;
    std::string value;          ///< of every record
    std::size_t in_flight = 64; ///< each receipt sends the next record
    double seconds = 3;
    std::int32_t partitions = 8;
};

struct raw_result {
    double per_s = 0;
    latency_histogram acknowledged; ///< from produce to receipt
};

[[nodiscard]] raw_result produce_raw(const raw_produce& how);

/// Records a second that a plain consumer reads of the whole topic, `records` in all.
[[nodiscard]] double consume_raw(const std::string& brokers, const std::string& topic,
                                 std::int32_t partitions, std::uint64_t records);

} // namespace bench
