#pragma once

#include "connectors/http/exchange.hpp"
#include "connectors/http/output_buffer.hpp"
#include "connectors/http/response_writer.hpp"
#include "connectors/http/server.hpp"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace connectors {

enum class io_status : std::uint8_t { done, blocked, ended };
struct io_result {
    io_status status = io_status::blocked;
    std::size_t bytes = 0; ///< with `done`, at least one
};

/// What a connection needs of its socket. Nothing here blocks.
class connection_socket {
public:
    virtual ~connection_socket() = default;
    virtual io_result read(std::span<char> into) = 0;
    virtual io_result write(std::span<const std::string_view> from) = 0;
    virtual void call_when_readable() = 0; ///< once: connection::on_readable()
    virtual void call_when_writable() = 0; ///< once: connection::on_writable()
    virtual void shut_down_sending() = 0;
    virtual void close() = 0;
};

struct shared_counters {
    std::atomic<std::uint64_t> connections_open = 0;
    std::atomic<std::uint64_t> connections_total = 0;
    std::atomic<std::uint64_t> streams_open = 0;
    std::atomic<std::uint64_t> requests_total = 0;
    std::atomic<std::uint64_t> refused_total = 0;
};

/// What the connections of one io thread share.
struct connection_host {
    const router& routes;
    const http_server_options& options;
    shared_counters& counters;
    std::shared_ptr<completions> news;
    /// Runs the task on a worker; answers false when too many wait.
    std::function<bool(std::function<void()>)> run_on_worker;
    std::vector<char> read_into;
    std::string text; ///< for building heads, kept for its memory
    std::string date;
    std::size_t bodies_bytes = 0; ///< received so far of bodies not yet complete
    bool stopping = false;

    void log(const std::string& line) const {
        if (options.log) {
            options.log(line);
        }
    }
};

/// HTTP/1.1 on one connection: one request at a time, pipelined ones wait in the parser. It belongs
/// to one io thread, which makes all calls.
class connection {
public:
    using clock = std::chrono::steady_clock;

    connection(std::uint64_t id, connection_host& host, connection_socket& socket,
               std::string remote_address);
    ~connection();
    connection(const connection&) = delete;
    connection& operator=(const connection&) = delete;

    void start();
    /// Answers 503 without looking at the request, and closes.
    void refuse_service();
    void on_readable();
    void on_writable();
    void on_completion(completion&& news);
    /// Ends what has taken too long, and keeps streams alive.
    void on_tick(clock::time_point now);
    /// No further request; see http_server::stop.
    void stop();
    void close();
    [[nodiscard]] bool closed() const { return phase_ == phase::closed; }

private:
    enum class phase : std::uint8_t { reading, handling, streaming, lingering, closed };

    void run();
    bool parse(); ///< false when more bytes are needed
    bool flush(); ///< true when all is written
    void wait_readable();
    void read_request(std::string_view bytes);

    void on_header();
    void allow_body(std::size_t bytes_max);
    void on_request();
    void on_malformed();
    void refuse_route();
    void call_handler(const route& serving, http_request request);
    bool on_outcome(exchange_outcome&& outcome);
    void on_failure(const handler_failed& failure);
    void answer(http_response&& response);
    void answer(transport_problem which, std::string_view allow = {});
    void observe(int status);

    void start_stream(std::shared_ptr<stream_buffer> stream);
    void pump_stream();
    void append_to_stream(std::string_view text);
    void end_stream();
    void linger();

    void count_body(std::size_t bytes);
    void expire_in(std::uint32_t timeout_ms); ///< 0: never

    std::uint64_t id_;
    connection_host& host_;
    connection_socket& socket_;
    std::string remote_address_;
    request_parser parser_;
    output_buffer output_;
    phase phase_ = phase::reading;

    // The request that is being read or served.
    std::uint64_t exchange_ = 0;
    route_result route_;
    request_framing framing_;
    http_method method_ = http_method::get;
    std::string accept_language_;
    std::optional<http_response> large_body_refused_; ///< should the body be a large one
    std::string trace_id_;
    std::optional<clock::time_point> began_; ///< empty while no request is complete
    std::size_t body_bytes_ = 0;             ///< what host_.bodies_bytes holds of ours
    bool in_body_ = false;
    bool continued_ = false;

    std::shared_ptr<stream_buffer> stream_;
    clock::time_point deadline_{};
    clock::time_point write_deadline_ = clock::time_point::max();
    bool closing_ = false; ///< after what is in output_
    bool read_waits_ = false;
    bool write_waits_ = false;
};

} // namespace connectors
