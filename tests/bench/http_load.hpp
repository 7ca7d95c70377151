#pragma once

#include "tests/bench/latency_histogram.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace bench {

/// An answer as it came; the views end with the call.
struct load_answer {
    std::size_t connection = 0;
    int status = 0;
    std::string_view head; ///< status line and header fields
    std::string_view body;
    std::chrono::steady_clock::time_point due; ///< when its request was to be sent
    std::chrono::steady_clock::time_point at;
    bool counted = false; ///< not of the warm-up
};

struct load_options {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;
    std::size_t connections = 64; ///< kept alive, one request at a time each
    double duration_s = 5;
    double warm_up_s = 0.5;         ///< not counted
    std::uint64_t requests_max = 0; ///< ends earlier after so many; 0: no bound
    /// Of all connections together; 0: each sends as soon as it is answered. A request that is late
    /// counts from when it was due.
    double requests_per_s = 0;
    std::function<void(const load_answer&)> answered{}; ///< before the connection's next request
};

/// Whose request it is; `number` counts from 0 and never repeats.
struct load_turn {
    std::size_t connection = 0;
    std::uint64_t number = 0;
};

/// One request of the load.
struct load_request {
    std::string method = "POST";
    std::string target = "/";
    std::string fields;   ///< further header lines, each with its CRLF
    std::string body;     ///< application/json
    bool at_once = false; ///< not paced: it belongs to the one before
};
using next_request = std::function<load_request(const load_turn& turn)>;

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
