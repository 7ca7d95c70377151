#pragma once

#include "connectors/http/server.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <utility>

namespace connectors::api {

/// Counts and times of served requests, for /metrics.
class request_figures {
public:
    /// Upper bounds of the histogram, in seconds.
    static constexpr std::array<double, 10> bounds{0.001, 0.0025, 0.005, 0.01, 0.025,
                                                   0.05,  0.1,    0.25,  1.0,  5.0};

    struct line {
        std::uint64_t count = 0;
        double seconds = 0;
        std::array<std::uint64_t, bounds.size()> below{};
    };

    void add(const http_observation& one);
    /// By method and route, then status.
    [[nodiscard]] std::map<std::pair<std::string, int>, line> all() const;

    /// Where the counters of the server come from, once there is one.
    void set_server(std::function<http_server_counters()> source);
    [[nodiscard]] http_server_counters server() const;

private:
    mutable std::mutex mutex_;
    std::map<std::pair<std::string, int>, line> lines_;
    std::function<http_server_counters()> server_;
};

} // namespace connectors::api
