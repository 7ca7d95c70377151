#include "tests/bench/http_load.hpp"

#include "events/fault.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>
#include <memory>
#include <string_view>
#include <vector>

namespace bench {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using clock = std::chrono::steady_clock;

clock::duration seconds(double value) {
    return std::chrono::duration_cast<clock::duration>(std::chrono::duration<double>(value));
}

/// What all connections of one run share.
struct run {
    const load_options& options;
    const next_request& next;
    load_result result{};
    std::uint64_t sent = 0;
    clock::time_point start = clock::now();
    clock::time_point counted_from = start + seconds(options.warm_up_s);
    clock::time_point until = counted_from + seconds(options.duration_s);
    /// Two requests of one connection; 0: not paced.
    clock::duration between = options.requests_per_s > 0
                                  ? seconds(static_cast<double>(options.connections) /
                                            options.requests_per_s)
                                  : clock::duration{};

    [[nodiscard]] bool over() const {
        return clock::now() >= until || (options.requests_max > 0 && sent >= options.requests_max);
    }
};

/// Where a response ends and what it says; `size` is 0 while it is not whole.
struct response_bounds {
    std::size_t size = 0;
    std::size_t head = 0;
    int status = 0;
};

response_bounds bounds_of(std::string_view bytes) {
    const std::size_t head = bytes.find("\r\n\r\n");
    if (head == std::string_view::npos) {
        return {};
    }
    constexpr std::string_view length_field = "\r\nContent-Length: ";
    std::size_t length = 0;
    if (const std::size_t at = bytes.substr(0, head).find(length_field);
        at != std::string_view::npos) {
        const char* digits = bytes.data() + at + length_field.size();
        std::from_chars(digits, bytes.data() + head, length);
    }
    const std::size_t size = head + 4 + length;
    int status = 0;
    std::from_chars(bytes.data() + 9, bytes.data() + 12, status);
    return bytes.size() < size ? response_bounds{} : response_bounds{size, head + 4, status};
}

class client {
public:
    client(asio::io_context& io, run& of, std::size_t index)
        : socket_(io), timer_(io), run_(of), index_(index),
          due_(of.start +
               of.between * static_cast<int>(index) / static_cast<int>(of.options.connections)) {}

    void connect() {
        error_code ec;
        socket_.connect({asio::ip::make_address(run_.options.address), run_.options.port}, ec);
        if (ec) {
            throw events::fault("bench_connect",
                                fmt::format("connect to {}:{}: {}; is the server running?",
                                            run_.options.address, run_.options.port, ec.message()));
        }
        socket_.set_option(tcp::no_delay{true}, ec);
    }

    void begin() {
        const load_request request = run_.next({index_, run_.sent++});
        outgoing_ = fmt::format("{} {} HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\n"
                                "Content-Length: {}\r\n{}\r\n{}",
                                request.method, request.target, run_.options.address,
                                request.body.size(), request.fields, request.body);
        if (run_.between.count() == 0 || request.at_once) {
            due_now_ = clock::now();
            return send();
        }
        due_now_ = due_;
        due_ += run_.between;
        timer_.expires_at(due_now_);
        timer_.async_wait([this](error_code) { send(); });
    }

private:
    void send() {
        asio::async_write(socket_, asio::buffer(outgoing_),
                          [this](error_code ec, std::size_t) { ec ? give_up() : receive(); });
    }

    void receive() {
        socket_.async_read_some(asio::buffer(buffer_), [this](error_code ec, std::size_t bytes) {
            if (ec) {
                return give_up();
            }
            incoming_.append(buffer_.data(), bytes);
            const response_bounds found = bounds_of(incoming_);
            if (found.size == 0) {
                return receive();
            }
            take(found);
            incoming_.erase(0, found.size);
            if (!run_.over()) {
                begin();
            }
        });
    }

    void take(const response_bounds& found) {
        const clock::time_point now = clock::now();
        const bool counted = due_now_ >= run_.counted_from;
        if (counted) {
            ++run_.result.statuses[found.status];
            run_.result.latency.add(static_cast<std::uint64_t>((now - due_now_).count()));
        }
        if (run_.options.answered) {
            const std::string_view all{incoming_};
            run_.options.answered({index_, found.status, all.substr(0, found.head),
                                   all.substr(found.head, found.size - found.head), due_now_, now,
                                   counted});
        }
    }

    void give_up() { ++run_.result.broken_connections; }

    tcp::socket socket_;
    asio::steady_timer timer_;
    run& run_;
    std::size_t index_;
    clock::time_point due_;     ///< of the next paced request
    clock::time_point due_now_; ///< of the one that is on its way
    std::string outgoing_;
    std::string incoming_;
    std::array<char, 16 * 1024> buffer_{};
};

} // namespace

double load_result::answers_per_s() const {
    return seconds > 0 ? static_cast<double>(answers()) / seconds : 0;
}

std::string load_result::summary() const {
    const auto ms = [](std::uint64_t ns) { return static_cast<double>(ns) / 1e6; };
    std::string out = fmt::format(
        "{:.0f} answers/s, p50 {:.3f} ms, p99 {:.3f} ms, longest {:.3f} ms;", answers_per_s(),
        ms(latency.quantile_ns(0.5)), ms(latency.quantile_ns(0.99)), ms(latency.longest_ns()));
    for (const auto& [status, count] : statuses) {
        out += fmt::format(" {}: {}", status, count);
    }
    if (broken_connections > 0) {
        out += fmt::format(" broken connections: {}", broken_connections);
    }
    return out;
}

load_result run_load(const load_options& options, const next_request& next) {
    asio::io_context io{1};
    run current{.options = options, .next = next};
    std::vector<std::unique_ptr<client>> clients;
    for (std::size_t i = 0; i < options.connections; ++i) {
        clients.push_back(std::make_unique<client>(io, current, i));
        clients.back()->connect();
    }
    for (const auto& one : clients) {
        one->begin();
    }
    io.run();
    current.result.seconds =
        std::chrono::duration<double>(clock::now() - current.counted_from).count();
    return std::move(current.result);
}

} // namespace bench
