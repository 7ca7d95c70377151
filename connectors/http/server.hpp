#pragma once

#include "connectors/http/request_parser.hpp"
#include "connectors/http/router.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace connectors {

/// What one client, and all together, may take.
struct http_limits {
    request_limits request;                           ///< a route may allow a larger body
    std::size_t bodies_bytes_max = 256 * 1024 * 1024; ///< of all requests that are being received
    std::size_t connections_max = 10'000;
    std::size_t worker_queue_max = 256; ///< requests waiting for a worker
    std::uint32_t header_timeout_ms = 10'000;
    std::uint32_t body_timeout_ms = 20'000; ///< to begin with; bytes that come extend it
    std::uint32_t body_bytes_per_s_min = 32 * 1024;
    std::uint32_t idle_timeout_ms = 75'000;    ///< between requests
    std::uint32_t write_timeout_ms = 30'000;   ///< without a byte taken by the client
    std::uint32_t answer_timeout_ms = 120'000; ///< for a handler; 0: for ever
    std::uint32_t linger_timeout_ms = 2'000;   ///< for the client to read the last answer
    std::uint32_t ping_interval_ms = 15'000;   ///< of event streams
    std::uint32_t retry_ms = 3'000;            ///< told to clients of event streams
};

/// One served request, for metrics and the access log.
struct http_observation {
    http_method method = http_method::get;
    std::string_view route; ///< the pattern, never the path; empty when there was none
    int status = 0;
    double duration_s = 0; ///< from the complete request to its answer
    std::string_view trace_id;
    std::string_view remote_address;
};

struct http_server_options {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0; ///< 0: a free one
    unsigned io_threads = 1;
    unsigned worker_threads = 2; ///< for routes that run on workers
    http_limits limits;
    /// Faults of handlers and of the network, with trace ids. Called from any of the server's
    /// threads.
    std::function<void(std::string_view text)> log;
    /// Called on an io thread after each answer; must be quick.
    std::function<void(const http_observation&)> observe;
    /// Asked on an io thread at the head of a request whose route allows a larger body than the
    /// server: what to answer to a sender from whom none is taken. Such a body is taken from
    /// everybody where nothing is asked.
    std::function<std::optional<http_response>(const http_request&)> refuse_large_body;
};

struct http_server_counters {
    std::uint64_t connections_open = 0;
    std::uint64_t connections_total = 0;
    std::uint64_t streams_open = 0;
    std::uint64_t requests_total = 0;
    std::uint64_t refused_total = 0; ///< connections beyond the limit
};

/// Serves the routes over HTTP/1.1 from construction until stop().
class http_server {
public:
    /// Throws events::fault when the address cannot be listened on.
    http_server(http_server_options options, router routes);
    /// Stops at once.
    ~http_server();
    http_server(const http_server&) = delete;
    http_server& operator=(const http_server&) = delete;

    [[nodiscard]] std::uint16_t port() const;
    [[nodiscard]] http_server_counters counters() const;
    [[nodiscard]] const router& routes() const;

    /// Accepts no more, ends idle connections and event streams, lets requests that have begun
    /// finish within the deadline, then closes whatever is left. Returns when the threads have
    /// ended; must not be called from a handler.
    void stop(std::uint32_t deadline_ms = 5'000);

private:
    struct state;
    std::unique_ptr<state> state_;
};

} // namespace connectors
