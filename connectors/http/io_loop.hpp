#pragma once

#include "connectors/http/connection.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <thread>
#include <unordered_map>
#include <vector>

namespace connectors {

// Sockets that know their executor's type save an indirect call or two on every operation.
using io_executor = boost::asio::io_context::executor_type;
using io_socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, io_executor>;
using io_acceptor = boost::asio::basic_socket_acceptor<boost::asio::ip::tcp, io_executor>;
using io_timer =
    boost::asio::basic_waitable_timer<connection::clock,
                                      boost::asio::wait_traits<connection::clock>, io_executor>;

class socket_connection;

/// One io thread of the server with its connections. All but start(), join() and what is posted to
/// io() runs on it.
class io_loop {
public:
    /// `run_on_worker` says false when no worker will take the task.
    io_loop(const router& routes, const http_server_options& options, shared_counters& counters,
            std::function<bool(std::function<void()>)> run_on_worker);
    ~io_loop();
    io_loop(const io_loop&) = delete;
    io_loop& operator=(const io_loop&) = delete;

    void start();
    /// Serves a connection, or refuses it when there are too many.
    void add(io_socket socket);
    void remove(std::uint64_t id);
    /// Takes nothing new and ends when what is being answered is, at the latest at the deadline.
    void begin_stop(connection::clock::time_point deadline);
    /// After begin_stop().
    void join();

    [[nodiscard]] boost::asio::io_context& io() { return io_; }
    [[nodiscard]] connection_host& host() { return host_; }

private:
    void run();
    void take_news();
    void tick();
    template <class Visit> void for_each(Visit&& visit);
    void end_if_done();

    connection_host host_; // Handlers that io_ still holds at its end use it.
    boost::asio::io_context io_{1};
    io_timer timer_{io_};
    std::chrono::milliseconds tick_every_;
    std::unordered_map<std::uint64_t, std::shared_ptr<socket_connection>> connections_;
    std::uint64_t last_id_ = 0;
    std::vector<completion> news_;
    connection::clock::time_point stop_deadline_{};
    bool done_ = false;
    std::thread thread_;
};

} // namespace connectors
