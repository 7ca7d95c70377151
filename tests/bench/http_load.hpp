#pragma once

#include "tests/bench/latency_histogram.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>

namespace bench {

struct load_options {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;
    std::size_t connections = 64; ///< kept alive, one request at a time each
    double duration_s = 5;
    double warm_up_s = 0.5;         ///< not counted
    std::uint64_t requests_max = 0; ///< ends earlier after so many; 0: no bound
};

/// One request of the load; `number` counts from 0 and never repeats.
struct load_request {
    std::string method = "POST";
    std::string target = "/";
    std::string fields; ///< further header lines, each with its CRLF
    std::string body;   ///< application/json
};
using next_request = std::function<load_request(std::uint64_t number)>;

struct load_result {
    double seconds = 0;
    std::map<int, std::uint64_t> statuses;
    std::uint64_t broken_connections = 0;
    latency_histogram latency; ///< of every counted answer

    [[nodiscard]] std::uint64_t answers() const { return latency.count(); }
    [[nodiscard]] double answers_per_s() const;
    /// "12345 answers/s, p50 0.42 ms, p99 1.3 ms, longest 9 ms; 201: 61725".
    [[nodiscard]] std::string summary() const;
};

/// Loads a server from one thread, the caller's. Throws events::fault when it cannot connect.
[[nodiscard]] load_result run_load(const load_options& options, const next_request& next);

} // namespace bench
