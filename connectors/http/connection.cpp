#include "connectors/http/connection.hpp"

#include <algorithm>
#include <utility>

namespace connectors {
namespace {

using std::chrono::milliseconds;

/// Answers to pipelined requests gather up to here before they are written.
constexpr std::size_t pipelined_bytes_max = 64 * 1024;
/// A server that stops does not wait long for clients that keep their end open.
constexpr std::uint32_t linger_at_stop_ms = 200;

} // namespace

connection::connection(std::uint64_t id, connection_host& host, connection_socket& socket,
                       std::string remote_address)
    : id_(id), host_(host), socket_(socket), remote_address_(std::move(remote_address)),
      parser_(host.options.limits.request) {
    host_.counters.connections_open.fetch_add(1, std::memory_order_relaxed);
    host_.counters.connections_total.fetch_add(1, std::memory_order_relaxed);
}

connection::~connection() {
    close();
    host_.counters.connections_open.fetch_sub(1, std::memory_order_relaxed);
}

void connection::start() {
    expire_in(host_.options.limits.header_timeout_ms);
    wait_readable();
}

void connection::refuse_service() {
    host_.counters.refused_total.fetch_add(1, std::memory_order_relaxed);
    closing_ = true;
    answer(transport_problem::server_full);
    run();
}

void connection::on_readable() {
    read_waits_ = false;
    if (closed()) {
        return;
    }
    const io_result result = socket_.read(host_.read_into);
    if (result.status == io_status::ended) {
        close();
    } else if (result.status != io_status::blocked && phase_ == phase::reading) {
        read_request({host_.read_into.data(), result.bytes});
        run();
    } else {
        // Nothing has come, or nobody listens to what comes during a stream or after the last
        // answer.
        wait_readable();
    }
}

void connection::on_writable() {
    write_waits_ = false;
    if (!closed()) {
        run();
    }
}

/// Does all that can be done without waiting for the client or the handler.
void connection::run() {
    while (!closed()) {
        const bool more = phase_ == phase::reading && !closing_ && !parse();
        if (phase_ == phase::streaming) {
            return pump_stream();
        }
        if (!flush()) {
            return;
        }
        if (closing_) {
            return linger();
        }
        if (phase_ != phase::reading) {
            return;
        }
        if (more) {
            return wait_readable();
        }
    }
}

bool connection::parse() {
    while (phase_ == phase::reading && !closing_ && output_.size() < pipelined_bytes_max) {
        switch (parser_.next()) {
        case parse_state::more:
            if (in_body_ && framing_.expects_continue && !std::exchange(continued_, true)) {
                output_.append("HTTP/1.1 100 Continue\r\n\r\n");
            }
            return false;
        case parse_state::header:
            on_header();
            break;
        case parse_state::complete:
            on_request();
            break;
        case parse_state::failed:
            on_malformed();
            break;
        }
    }
    return true;
}

bool connection::flush() {
    if (write_waits_) {
        return false;
    }
    while (!output_.empty()) {
        output_buffer::view_array views;
        const io_result result = socket_.write(output_.front(views));
        if (result.status == io_status::ended) {
            close();
            return false;
        }
        if (result.status == io_status::blocked) {
            write_deadline_ = clock::now() + milliseconds{host_.options.limits.write_timeout_ms};
            write_waits_ = true;
            socket_.call_when_writable();
            return false;
        }
        output_.consume(result.bytes);
    }
    write_deadline_ = clock::time_point::max();
    return true;
}

void connection::wait_readable() {
    if (!read_waits_) {
        read_waits_ = true;
        socket_.call_when_readable();
    }
}

void connection::read_request(std::string_view bytes) {
    const http_limits& limits = host_.options.limits;
    if (parser_.idle()) {
        // Only ever earlier, so that empty lines do not keep a connection alive.
        deadline_ = std::min(deadline_, clock::now() + milliseconds{limits.header_timeout_ms});
    }
    parser_.append(bytes);
    if (in_body_) {
        count_body(body_bytes_ + bytes.size());
        deadline_ += milliseconds{bytes.size() * 1000 / limits.body_bytes_per_s_min};
        if (host_.bodies_bytes > limits.bodies_bytes_max) {
            closing_ = true;
            answer(transport_problem::server_full);
        }
    }
}

void connection::on_tick(clock::time_point now) {
    if (closed() || now < std::min(deadline_, write_deadline_)) {
        return;
    }
    if (now >= write_deadline_ || phase_ == phase::lingering) {
        return close();
    }
    switch (phase_) {
    case phase::reading:
        if (!output_.empty()) {
            return; // Then the client's reading is what is slow.
        }
        if (parser_.idle()) {
            return close();
        }
        closing_ = true;
        answer(transport_problem::request_too_slow);
        break;
    case phase::handling:
        ++exchange_;
        answer(transport_problem::no_answer_in_time);
        break;
    case phase::streaming:
        if (output_.empty()) {
            append_to_stream(":\n\n");
        }
        expire_in(host_.options.limits.ping_interval_ms);
        break;
    case phase::lingering:
    case phase::closed:
        return;
    }
    run();
}

void connection::stop() {
    if (phase_ == phase::streaming) {
        stream_->finish();
        run();
    } else if (phase_ == phase::reading && parser_.idle() && output_.empty()) {
        close();
    }
}

/// Closing with unread input makes the kernel send a reset, which can overtake the answer at the
/// client; so the input is read away until the client closes.
void connection::linger() {
    end_stream();
    phase_ = phase::lingering;
    socket_.shut_down_sending();
    const std::uint32_t patience_ms = host_.options.limits.linger_timeout_ms;
    expire_in(host_.stopping ? std::min(patience_ms, linger_at_stop_ms) : patience_ms);
    wait_readable();
}

void connection::close() {
    if (closed()) {
        return;
    }
    phase_ = phase::closed;
    end_stream();
    count_body(0);
    socket_.close();
}

void connection::count_body(std::size_t bytes) {
    host_.bodies_bytes = host_.bodies_bytes + bytes - body_bytes_;
    body_bytes_ = bytes;
}

void connection::expire_in(std::uint32_t timeout_ms) {
    deadline_ = timeout_ms > 0 ? clock::now() + milliseconds{timeout_ms} : clock::time_point::max();
}

} // namespace connectors
