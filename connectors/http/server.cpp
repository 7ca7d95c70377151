#include "connectors/http/server.hpp"

#include "connectors/http/io_loop.hpp"
#include "events/fault.hpp"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <utility>

namespace connectors {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using clock = connection::clock;
using std::chrono::milliseconds;

constexpr milliseconds accept_pause{100};

std::string listen_fault(const http_server_options& options, const error_code& ec) {
    return fmt::format("listen on {}:{}: {}; stop the program that uses it, or configure another "
                       "address or port",
                       options.address, options.port, ec.message());
}

} // namespace

struct http_server::state {
    state(http_server_options with, router from)
        : options(std::move(with)), routes(std::move(from)),
          workers(std::max(options.worker_threads, 1u)) {
        for (unsigned i = 0; i < std::max(options.io_threads, 1u); ++i) {
            loops.push_back(std::make_unique<io_loop>(
                routes, options, counters,
                [this](std::function<void()> task) { return run_on_worker(std::move(task)); }));
        }
        acceptor = std::make_unique<io_acceptor>(loops.front()->io());
        retry = std::make_unique<io_timer>(loops.front()->io());
        listen();
        accept();
        for (const auto& loop : loops) {
            loop->start();
        }
    }

    void listen() {
        error_code ec;
        const auto address = asio::ip::make_address(options.address, ec);
        const tcp::endpoint endpoint{address, options.port};
        if (!ec) {
            acceptor->open(endpoint.protocol(), ec);
        }
        if (!ec) {
            acceptor->set_option(io_acceptor::reuse_address{true}, ec);
        }
        if (!ec) {
            acceptor->bind(endpoint, ec);
        }
        if (!ec) {
            acceptor->listen(io_acceptor::max_listen_connections, ec);
        }
        if (ec) {
            throw events::fault("http_listen", listen_fault(options, ec));
        }
        port = acceptor->local_endpoint().port();
    }

    /// Runs on the first loop.
    void accept() {
        io_loop& to = *loops[next_loop++ % loops.size()];
        acceptor->async_accept(to.io(), [this, &to](error_code ec, io_socket socket) {
            if (!acceptor->is_open()) {
                return;
            }
            if (ec) {
                return accept_later(ec);
            }
            accept();
            hand_over(to, std::move(socket));
        });
    }

    void hand_over(io_loop& to, io_socket socket) {
        auto kept = std::make_shared<io_socket>(std::move(socket));
        asio::dispatch(to.io(), [&to, kept] { to.add(std::move(*kept)); });
    }

    /// Out of descriptors, or a connection that went before it was accepted.
    void accept_later(const error_code& ec) {
        if (ec != asio::error::connection_aborted && options.log) {
            options.log(fmt::format("http: accept a connection: {}; trying again in {} ms",
                                    ec.message(), accept_pause.count()));
        }
        retry->expires_after(accept_pause);
        retry->async_wait([this](error_code) {
            if (acceptor->is_open()) {
                accept();
            }
        });
    }

    bool run_on_worker(std::function<void()> task) {
        if (worker_queue.fetch_add(1) >= options.limits.worker_queue_max) {
            worker_queue.fetch_sub(1);
            return false;
        }
        asio::post(workers, [this, task = std::move(task)] {
            worker_queue.fetch_sub(1);
            task();
        });
        return true;
    }

    void stop(std::uint32_t deadline_ms) {
        if (std::exchange(stopped, true)) {
            return;
        }
        const clock::time_point deadline = clock::now() + milliseconds{deadline_ms};
        std::promise<void> closed;
        asio::post(loops.front()->io(), [&] {
            error_code ignored;
            acceptor->close(ignored);
            retry->cancel();
            closed.set_value();
        });
        closed.get_future().wait();
        for (const auto& loop : loops) {
            asio::post(loop->io(), [&loop, deadline] { loop->begin_stop(deadline); });
        }
        for (const auto& loop : loops) {
            loop->join();
        }
        workers.join();
    }

    http_server_options options;
    router routes;
    shared_counters counters;
    asio::thread_pool workers;
    std::atomic<std::size_t> worker_queue = 0;
    std::vector<std::unique_ptr<io_loop>> loops;
    std::unique_ptr<io_acceptor> acceptor;
    std::unique_ptr<io_timer> retry;
    std::size_t next_loop = 0;
    std::uint16_t port = 0;
    bool stopped = false;
};

http_server::http_server(http_server_options options, router routes)
    : state_(std::make_unique<state>(std::move(options), std::move(routes))) {}

http_server::~http_server() { stop(0); }

std::uint16_t http_server::port() const { return state_->port; }

const router& http_server::routes() const { return state_->routes; }

http_server_counters http_server::counters() const {
    const shared_counters& from = state_->counters;
    return {from.connections_open, from.connections_total, from.streams_open, from.requests_total,
            from.refused_total};
}

void http_server::stop(std::uint32_t deadline_ms) { state_->stop(deadline_ms); }

} // namespace connectors
