#include "connectors/http/io_loop.hpp"

#include <boost/asio/post.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <utility>

namespace connectors {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using clock = connection::clock;
using std::chrono::milliseconds;

constexpr std::size_t read_bytes = 64 * 1024;
/// Beyond the limit this many are told so; further ones are closed without a word.
constexpr std::size_t refusals_max = 256;
constexpr milliseconds tick_at_stop{10};

milliseconds tick_interval(const http_limits& limits) {
    const std::uint32_t shortest = std::min(
        {limits.header_timeout_ms, limits.body_timeout_ms, limits.idle_timeout_ms,
         limits.write_timeout_ms, limits.linger_timeout_ms, limits.ping_interval_ms,
         limits.answer_timeout_ms > 0 ? limits.answer_timeout_ms : limits.header_timeout_ms});
    return milliseconds{std::clamp(shortest / 8, 5u, 250u)};
}

std::string address_of(const io_socket& socket) {
    error_code ec;
    const asio::ip::tcp::endpoint remote = socket.remote_endpoint(ec);
    return ec ? std::string{} : remote.address().to_string();
}

io_result result_of(error_code ec, std::size_t bytes) {
    if (ec == asio::error::would_block || ec == asio::error::try_again) {
        return {io_status::blocked, 0};
    }
    return ec ? io_result{io_status::ended, 0} : io_result{io_status::done, bytes};
}

} // namespace

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

socket_connection::socket_connection(std::uint64_t id, io_loop& loop, io_socket socket)
    : id_(id), loop_(loop), socket_(std::move(socket)),
      http_(id, loop.host(), *this, address_of(socket_)) {
    error_code ignored;
    socket_.non_blocking(true, ignored);
    socket_.set_option(asio::ip::tcp::no_delay{true}, ignored);
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

io_loop::io_loop(const router& routes, const http_server_options& options,
                 shared_counters& counters,
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

io_loop::~io_loop() = default;

void io_loop::start() {
    tick();
    thread_ = std::thread{[this] { run(); }};
}

void io_loop::add(io_socket socket) {
    if (host_.stopping) {
        return;
    }
    const auto added = std::make_shared<socket_connection>(++last_id_, *this, std::move(socket));
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

void io_loop::remove(std::uint64_t id) {
    connections_.erase(id);
    end_if_done();
}

template <class Visit> void io_loop::for_each(Visit&& visit) {
    for (auto i = connections_.begin(); i != connections_.end();) {
        visit(i->second->http());
        i = i->second->http().closed() ? connections_.erase(i) : std::next(i);
    }
}

void io_loop::begin_stop(clock::time_point deadline) {
    host_.stopping = true;
    stop_deadline_ = deadline;
    tick_every_ = std::min(tick_every_, tick_at_stop);
    timer_.cancel(); // Ticks at once.
    for_each([](connection& one) { one.stop(); });
    end_if_done();
}

void io_loop::join() {
    if (thread_.joinable()) {
        thread_.join();
    }
    std::ranges::for_each(host_.news->close(), drop);
    connections_.clear();
}

void io_loop::run() {
    while (true) {
        try {
            io_.run();
            return;
        } catch (const std::exception& fault) {
            host_.log(fmt::format("http: the io thread goes on after: {}", fault.what()));
        }
    }
}

void io_loop::take_news() {
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

void io_loop::tick() {
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

void io_loop::end_if_done() {
    if (host_.stopping && connections_.empty()) {
        done_ = true;
        io_.stop();
    }
}

} // namespace connectors
