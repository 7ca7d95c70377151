#include "connectors/http/server.hpp"

#include "connectors/http/connection.hpp"
#include "events/fault.hpp"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <ctime>
#include <future>
#include <thread>
#include <unordered_map>
#include <utility>

namespace connectors {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using clock = connection::clock;
using std::chrono::milliseconds;

// Sockets that know their executor's type save an indirect call or two on every operation.
using io_executor = asio::io_context::executor_type;
using io_socket = asio::basic_stream_socket<tcp, io_executor>;
using io_acceptor = asio::basic_socket_acceptor<tcp, io_executor>;
using io_timer = asio::basic_waitable_timer<clock, asio::wait_traits<clock>, io_executor>;

constexpr std::size_t read_bytes = 64 * 1024;
/// Beyond the limit this many are told so; further ones are closed without a word.
constexpr std::size_t refusals_max = 256;
constexpr milliseconds accept_pause{100};
constexpr milliseconds tick_at_stop{10};

class io_loop;

/// A connection and its socket.
class socket_connection final : public connection_socket,
                                public std::enable_shared_from_this<socket_connection> {
public:
    socket_connection(std::uint64_t id, io_loop& loop, io_socket socket);

    io_result read(std::span<char> into) override;
    io_result write(std::span<const std::string_view> from) override;
    void call_when_readable() override;
    void call_when_writable() override;
    void shut_down_sending() override;
    void close() override;

    [[nodiscard]] connection& http() { return http_; }

private:
    void leave_if_closed();

    std::uint64_t id_;
    io_loop& loop_;
    io_socket socket_;
    connection http_;
};

/// One io thread with its connections.
class io_loop {
public:
    io_loop(const router& routes, const http_server_options& options, shared_counters& counters,
            std::function<bool(std::function<void()>)> run_on_worker)
        : host_{routes,
                options,
                counters,
                {},
                std::move(run_on_worker),
                std::vector<char>(read_bytes),
                {},
                {},
                0,
                false},
          tick_every_(tick_interval(options.limits)) {
        host_.news =
            std::make_shared<completions>([this] { asio::post(io_, [this] { take_news(); }); });
    }

    void start() {
        tick();
        thread_ = std::thread{[this] { run(); }};
    }

    void add(io_socket socket) {
        if (host_.stopping) {
            return;
        }
        const auto added =
            std::make_shared<socket_connection>(++last_id_, *this, std::move(socket));
        connections_.emplace(last_id_, added);
        const std::uint64_t open = host_.counters.connections_open;
        const std::size_t max = host_.options.limits.connections_max;
        if (open > max + refusals_max) {
            added->http().close();
        } else if (open > max) {
            added->http().refuse_service();
        } else {
            added->http().start();
        }
        if (added->http().closed()) {
            remove(last_id_);
        }
    }

    void remove(std::uint64_t id) {
        connections_.erase(id);
        end_if_done();
    }

    void begin_stop(clock::time_point deadline) {
        host_.stopping = true;
        stop_deadline_ = deadline;
        tick_every_ = std::min(tick_every_, tick_at_stop);
        timer_.cancel(); // Ticks at once.
        for_each([](connection& one) { one.stop(); });
        end_if_done();
    }

    /// After begin_stop().
    void join() {
        if (thread_.joinable()) {
            thread_.join();
        }
        std::ranges::for_each(host_.news->close(), drop);
        connections_.clear();
    }

    [[nodiscard]] asio::io_context& io() { return io_; }
    [[nodiscard]] connection_host& host() { return host_; }

private:
    static milliseconds tick_interval(const http_limits& limits) {
        const std::uint32_t shortest = std::min(
            {limits.header_timeout_ms, limits.body_timeout_ms, limits.idle_timeout_ms,
             limits.write_timeout_ms, limits.linger_timeout_ms, limits.ping_interval_ms,
             limits.answer_timeout_ms > 0 ? limits.answer_timeout_ms : limits.header_timeout_ms});
        return milliseconds{std::clamp(shortest / 8, 5u, 250u)};
    }

    void run() {
        while (true) {
            try {
                io_.run();
                return;
            } catch (const std::exception& fault) {
                host_.log(fmt::format("http: the io thread goes on after: {}", fault.what()));
            }
        }
    }

    void take_news() {
        host_.news->take(news_);
        for (completion& one : news_) {
            const auto id = one.connection;
            const auto found = connections_.find(id);
            if (found == connections_.end()) {
                drop(one);
                continue;
            }
            const auto kept = found->second;
            kept->http().on_completion(std::move(one));
            if (kept->http().closed()) {
                remove(id);
            }
        }
        news_.clear();
    }

    void tick() {
        host_.date = http_date(std::time(nullptr));
        const clock::time_point now = clock::now();
        const bool over = host_.stopping && now >= stop_deadline_;
        for_each([&](connection& one) { over ? one.close() : one.on_tick(now); });
        end_if_done();
        if (!done_) {
            timer_.expires_after(tick_every_);
            timer_.async_wait([this](error_code) { tick(); });
        }
    }

    template <class Visit> void for_each(Visit&& visit) {
        for (auto i = connections_.begin(); i != connections_.end();) {
            visit(i->second->http());
            i = i->second->http().closed() ? connections_.erase(i) : std::next(i);
        }
    }

    void end_if_done() {
        if (host_.stopping && connections_.empty()) {
            done_ = true;
            io_.stop();
        }
    }

    connection_host host_; // Handlers that io_ still holds at its end use it.
    asio::io_context io_{1};
    io_timer timer_{io_};
    milliseconds tick_every_;
    std::unordered_map<std::uint64_t, std::shared_ptr<socket_connection>> connections_;
    std::uint64_t last_id_ = 0;
    std::vector<completion> news_;
    clock::time_point stop_deadline_{};
    bool done_ = false;
    std::thread thread_;
};

std::string address_of(const io_socket& socket) {
    error_code ec;
    const tcp::endpoint remote = socket.remote_endpoint(ec);
    return ec ? std::string{} : remote.address().to_string();
}

socket_connection::socket_connection(std::uint64_t id, io_loop& loop, io_socket socket)
    : id_(id), loop_(loop), socket_(std::move(socket)),
      http_(id, loop.host(), *this, address_of(socket_)) {
    error_code ignored;
    socket_.non_blocking(true, ignored);
    socket_.set_option(tcp::no_delay{true}, ignored);
}

io_result result_of(error_code ec, std::size_t bytes) {
    if (ec == asio::error::would_block || ec == asio::error::try_again) {
        return {io_status::blocked, 0};
    }
    return ec ? io_result{io_status::ended, 0} : io_result{io_status::done, bytes};
}

io_result socket_connection::read(std::span<char> into) {
    error_code ec;
    const std::size_t bytes = socket_.read_some(asio::buffer(into.data(), into.size()), ec);
    return result_of(ec, bytes);
}

io_result socket_connection::write(std::span<const std::string_view> from) {
    std::array<asio::const_buffer, output_buffer::views_max> buffers;
    std::ranges::transform(from, buffers.begin(), [](std::string_view view) {
        return asio::const_buffer{view.data(), view.size()};
    });
    error_code ec;
    const std::size_t bytes = socket_.write_some(buffers, ec);
    return result_of(ec, bytes);
}

void socket_connection::call_when_readable() {
    socket_.async_wait(io_socket::wait_read, [self = shared_from_this()](error_code) {
        self->http_.on_readable();
        self->leave_if_closed();
    });
}

void socket_connection::call_when_writable() {
    socket_.async_wait(io_socket::wait_write, [self = shared_from_this()](error_code) {
        self->http_.on_writable();
        self->leave_if_closed();
    });
}

void socket_connection::shut_down_sending() {
    error_code ignored;
    socket_.shutdown(io_socket::shutdown_send, ignored);
}

void socket_connection::close() {
    error_code ignored;
    socket_.close(ignored);
}

void socket_connection::leave_if_closed() {
    if (http_.closed()) {
        loop_.remove(id_);
    }
}

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
