#include "connectors/http/client.hpp"

#include "connectors/http/server_address.hpp"
#include "events/fault.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <utility>

namespace connectors {
namespace {

namespace asio = boost::asio;
namespace beast_http = boost::beast::http;
using asio::ip::tcp;
using boost::beast::string_view;
using boost::system::error_code;
using clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

/// How soon a set stop flag is seen.
constexpr milliseconds stop_check{100};
constexpr std::uint32_t header_bytes_max = 64 * 1024;

/// One response, its body handed on as it comes.
class reply final : public beast_http::basic_parser<false> {
public:
    explicit reply(bool to_head) {
        skip(to_head);
        header_limit(header_bytes_max);
        body_limit(boost::none);
    }
    http_response head;
    std::string body; ///< what has come and has not been taken

    /// Beast asserts that a body without a chunk comes in one piece, which is this long.
    [[nodiscard]] std::size_t bytes_needed() const {
        return is_header_done() && chunked() && !in_chunks_ ? 5 : 1;
    }

private:
    void on_response_impl(int code, string_view, int, boost::beast::error_code&) override {
        head.status = code;
    }
    void on_field_impl(beast_http::field field, string_view name, string_view value,
                       boost::beast::error_code&) override {
        if (is_header_done()) {
            return; // a trailer
        }
        if (field == beast_http::field::content_type) {
            head.content_type.assign(value.data(), value.size());
        }
        head.headers.add(std::string{name}, std::string{value});
    }
    std::size_t on_body_impl(string_view bytes, boost::beast::error_code&) override {
        body.append(bytes.data(), bytes.size());
        return bytes.size();
    }
    std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes,
                                   boost::beast::error_code& ec) override {
        return on_body_impl(bytes, ec);
    }
    void on_header_impl(boost::beast::error_code&) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t>&,
                           boost::beast::error_code&) override {}
    void on_chunk_header_impl(std::uint64_t, string_view, boost::beast::error_code&) override {
        in_chunks_ = true;
    }
    void on_finish_impl(boost::beast::error_code&) override {}
    void on_request_impl(beast_http::verb, string_view, string_view, int,
                         boost::beast::error_code&) override {}

    bool in_chunks_ = false;
};

bool may_repeat(const client_request& request) {
    return (request.method != http_method::post && request.method != http_method::patch) ||
           request.headers.find("Idempotency-Key") != nullptr;
}

void append_fields(std::string& out, const http_headers& headers) {
    for (const auto& [name, value] : headers.all) {
        fmt::format_to(std::back_inserter(out), "{}: {}\r\n", name, value);
    }
}

} // namespace

/// The connection and what is done over it.
class http_client::wire {
public:
    wire(std::string_view server, http_client_options options)
        : options_(std::move(options)), server_(parse_server_address(server)) {}

    http_response exchange(const client_request& request) {
        const clock::time_point deadline = clock::now() + milliseconds{options_.answer_timeout_ms};
        const bool reused = open_;
        if (auto response = try_exchange(request, deadline)) {
            return *std::move(response);
        }
        if (reused && may_repeat(request)) {
            if (auto response = try_exchange(request, deadline)) {
                return *std::move(response);
            }
        }
        throw events::fault("http_reply", asked(request) +
                                              ": the server closed the connection without an "
                                              "answer; look at its log, then try again");
    }

    follow_end follow(const client_request& request,
                      const std::function<bool(const server_event&)>& visit,
                      const std::atomic<bool>& stop) {
        close();
        const clock::time_point deadline = clock::now() + milliseconds{options_.answer_timeout_ms};
        reply answer{false};
        follow_end end;
        send(request, deadline);
        if (!read_head(answer, request, deadline)) {
            return end;
        }
        if (answer.head.status != 200 ||
            !answer.head.content_type.starts_with("text/event-stream")) {
            end.why = follow_end::reason::refused;
            end.refusal = read_rest(answer, request, deadline);
            return end;
        }
        end = read_events(answer, request, visit, stop);
        close();
        return end;
    }

private:
    std::string asked(const client_request& request) const {
        return fmt::format("{} {}{}", to_text(request.method), server_.text, request.target);
    }

    void connect() {
        const auto refuse = [&](const std::string& why) {
            close();
            return events::fault("http_connect",
                                 fmt::format("connect to {}: {}; is the server running, and is "
                                             "this its address?",
                                             server_.text, why));
        };
        error_code ec;
        const auto endpoints = resolver_.resolve(server_.host, server_.port, ec);
        if (ec) {
            throw refuse(ec.message());
        }
        asio::async_connect(socket_, endpoints,
                            [&](error_code result, const tcp::endpoint&) { ec = result; });
        if (!finish(clock::now() + milliseconds{options_.connect_timeout_ms})) {
            throw refuse(fmt::format("no answer in {} ms", options_.connect_timeout_ms));
        }
        if (ec) {
            throw refuse(ec.message());
        }
        socket_.set_option(tcp::no_delay{true}, ec);
        open_ = true;
        bytes_.clear();
    }

    void close() {
        error_code ignored;
        socket_.close(ignored);
        open_ = false;
    }

    /// Runs what has been started; false, and it is cancelled, at the deadline.
    bool finish(clock::time_point deadline) {
        io_.restart();
        io_.run_until(deadline);
        if (io_.stopped()) {
            return true;
        }
        close();
        io_.run();
        return false;
    }

    events::fault late(const client_request& request) const {
        return {"http_timeout",
                fmt::format("{}: no complete answer in {} ms; {}", asked(request),
                            options_.answer_timeout_ms,
                            may_repeat(request)
                                ? "ask again, under the same Idempotency-Key if it has one"
                                : "whether it was carried out is not known, so look before you "
                                  "ask again")};
    }

    events::fault malformed(const client_request& request, const std::string& why) {
        close();
        return {"http_reply", asked(request) + ": the answer is not HTTP (" + why +
                                  "); is this the right address and port?"};
    }

    void send(const client_request& request, clock::time_point deadline) {
        if (!open_) {
            connect();
        }
        const std::string text = text_of(request);
        asio::async_write(socket_, asio::buffer(text), [](error_code, std::size_t) {});
        if (!finish(deadline)) {
            throw late(request);
        }
    }

    std::string text_of(const client_request& request) const {
        std::string out = fmt::format("{} {} HTTP/1.1\r\nHost: {}:{}\r\n", to_text(request.method),
                                      request.target, server_.host, server_.port);
        append_fields(out, options_.headers);
        append_fields(out, request.headers);
        if (!request.body.empty()) {
            fmt::format_to(std::back_inserter(out), "Content-Type: {}\r\n", request.content_type);
        }
        if (!request.body.empty() || request.method == http_method::post) {
            fmt::format_to(std::back_inserter(out), "Content-Length: {}\r\n", request.body.size());
        }
        return out + "\r\n" + request.body;
    }

    enum class received : std::uint8_t { bytes, end, nothing };

    received receive(clock::time_point deadline) {
        error_code ec;
        std::size_t count = 0;
        socket_.async_read_some(asio::buffer(buffer_), [&](error_code result, std::size_t size) {
            ec = result;
            count = size;
        });
        io_.restart();
        io_.run_until(deadline);
        if (!io_.stopped()) {
            socket_.cancel();
            io_.run();
            if (ec == asio::error::operation_aborted) {
                return received::nothing;
            }
        }
        bytes_.append(buffer_.data(), count);
        return ec ? received::end : received::bytes;
    }

    /// Parses what has come; true when that went anywhere.
    bool parse(reply& answer, const client_request& request) {
        if (bytes_.size() < answer.bytes_needed()) {
            return false;
        }
        error_code ec;
        const std::size_t used = answer.put(asio::buffer(std::as_const(bytes_)), ec);
        bytes_.erase(0, used);
        if (ec && ec != beast_http::error::need_more) {
            throw malformed(request, ec.message());
        }
        if (answer.body.size() > options_.body_bytes_max) {
            throw malformed(request, "it is too large");
        }
        return !ec;
    }

    /// False when the server closed before it answered anything.
    bool read_head(reply& answer, const client_request& request, clock::time_point deadline) {
        while (!answer.is_header_done()) {
            if (parse(answer, request)) {
                continue;
            }
            switch (receive(deadline)) {
            case received::bytes:
                break;
            case received::nothing:
                close();
                throw late(request);
            case received::end:
                close();
                if (answer.got_some()) {
                    throw malformed(request, "it was cut off");
                }
                return false;
            }
        }
        return true;
    }

    http_response read_rest(reply& answer, const client_request& request,
                            clock::time_point deadline) {
        while (!answer.is_done()) {
            if (parse(answer, request)) {
                continue;
            }
            switch (receive(deadline)) {
            case received::bytes:
                break;
            case received::nothing:
                close();
                throw late(request);
            case received::end:
                read_end(answer, request);
                break;
            }
        }
        if (!answer.keep_alive()) {
            close();
        }
        answer.head.body = std::move(answer.body);
        return std::move(answer.head);
    }

    void read_end(reply& answer, const client_request& request) {
        close();
        error_code ec;
        answer.put_eof(ec);
        if (ec) {
            throw malformed(request, "it was cut off");
        }
    }

    std::optional<http_response> try_exchange(const client_request& request,
                                              clock::time_point deadline) {
        // A server that refuses a body may answer before it has all of it, so an answer is looked
        // for even when sending failed.
        send(request, deadline);
        reply answer{request.method == http_method::head};
        if (!read_head(answer, request, deadline)) {
            return std::nullopt;
        }
        return read_rest(answer, request, deadline);
    }

    follow_end read_events(reply& answer, const client_request& request,
                           const std::function<bool(const server_event&)>& visit,
                           const std::atomic<bool>& stop) {
        event_reader reader;
        follow_end end;
        clock::time_point heard = clock::now();
        while (true) {
            while (!answer.is_done() && parse(answer, request)) {
            }
            if (!reader.feed(std::exchange(answer.body, {}), visit) || stop) {
                end.why = follow_end::reason::stopped;
                break;
            }
            if (answer.is_done()) {
                break;
            }
            const received what = receive(clock::now() + stop_check);
            if (what == received::bytes) {
                heard = clock::now();
            } else if (what == received::end ||
                       clock::now() - heard > milliseconds{options_.silence_timeout_ms}) {
                break;
            }
        }
        end.last_event_id = reader.last_id();
        end.retry_ms = reader.retry_ms().value_or(end.retry_ms);
        return end;
    }

    http_client_options options_;
    server_address server_;
    asio::io_context io_{1};
    tcp::resolver resolver_{io_};
    tcp::socket socket_{io_};
    bool open_ = false;
    std::string bytes_; ///< received and not yet parsed
    std::array<char, 16 * 1024> buffer_{};
};

http_client::http_client(std::string_view server, http_client_options options)
    : wire_(std::make_unique<wire>(server, std::move(options))) {}
http_client::~http_client() = default;
http_client::http_client(http_client&&) noexcept = default;
http_client& http_client::operator=(http_client&&) noexcept = default;

http_response http_client::send(const client_request& request) { return wire_->exchange(request); }

http_response http_client::get(std::string target) {
    return send({http_method::get, std::move(target), {}, {}, {}});
}

http_response http_client::post(std::string target, std::string json, http_headers headers) {
    return send({http_method::post, std::move(target), std::move(headers), std::move(json),
                 "application/json"});
}

follow_end http_client::follow(std::string target, std::string_view last_event_id,
                               const std::function<bool(const server_event&)>& visit,
                               const std::atomic<bool>& stop) {
    client_request request{http_method::get, std::move(target), {}, {}, {}};
    request.headers.add("Accept", "text/event-stream");
    if (!last_event_id.empty()) {
        request.headers.add("Last-Event-ID", std::string{last_event_id});
    }
    return wire_->follow(request, visit, stop);
}

} // namespace connectors
