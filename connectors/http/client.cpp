#include "connectors/http/client.hpp"

#include "connectors/http/client_connection.hpp"
#include "connectors/http/client_reply.hpp"
#include "connectors/http/server_address.hpp"
#include "events/fault.hpp"

#include <boost/asio/buffer.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

namespace connectors {
namespace {

using received = client_connection::received;
using boost::system::error_code;
using clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

/// How soon a set stop flag is seen.
constexpr milliseconds stop_check{100};

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
        : options_(std::move(options)),
          connection_(parse_server_address(server), milliseconds{options_.connect_timeout_ms}) {}

    http_response exchange(const client_request& request) {
        const clock::time_point deadline = clock::now() + milliseconds{options_.answer_timeout_ms};
        const bool reused = connection_.is_open();
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
        connection_.close();
        const clock::time_point deadline = clock::now() + milliseconds{options_.answer_timeout_ms};
        client_reply answer{false};
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
        connection_.close();
        return end;
    }

private:
    std::string asked(const client_request& request) const {
        return fmt::format("{} {}{}", to_text(request.method), connection_.server().text,
                           request.target);
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
        connection_.close();
        return {"http_reply", asked(request) + ": the answer is not HTTP (" + why +
                                  "); is this the right address and port?"};
    }

    void send(const client_request& request, clock::time_point deadline) {
        if (!connection_.is_open()) {
            connection_.connect();
        }
        if (!connection_.send(text_of(request), deadline)) {
            throw late(request);
        }
    }

    std::string text_of(const client_request& request) const {
        std::string out =
            fmt::format("{} {} HTTP/1.1\r\nHost: {}:{}\r\n", to_text(request.method),
                        request.target, connection_.server().host, connection_.server().port);
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

    /// Parses what has come; true when that went anywhere.
    bool parse(client_reply& answer, const client_request& request) {
        auto& come = connection_.come();
        if (come.size() < answer.bytes_needed()) {
            return false;
        }
        error_code ec;
        const std::size_t used = answer.put(boost::asio::buffer(std::as_const(come)), ec);
        come.erase(0, used);
        if (ec && ec != boost::beast::http::error::need_more) {
            throw malformed(request, ec.message());
        }
        if (answer.body.size() > options_.body_bytes_max) {
            throw malformed(request, "it is too large");
        }
        return !ec;
    }

    /// False when the server closed before it answered anything.
    bool read_head(client_reply& answer, const client_request& request,
                   clock::time_point deadline) {
        while (!answer.is_header_done()) {
            if (parse(answer, request)) {
                continue;
            }
            switch (connection_.receive(deadline)) {
            case received::bytes:
                break;
            case received::nothing:
                connection_.close();
                throw late(request);
            case received::end:
                connection_.close();
                if (answer.got_some()) {
                    throw malformed(request, "it was cut off");
                }
                return false;
            }
        }
        return true;
    }

    http_response read_rest(client_reply& answer, const client_request& request,
                            clock::time_point deadline) {
        while (!answer.is_done()) {
            if (parse(answer, request)) {
                continue;
            }
            switch (connection_.receive(deadline)) {
            case received::bytes:
                break;
            case received::nothing:
                connection_.close();
                throw late(request);
            case received::end:
                read_end(answer, request);
                break;
            }
        }
        if (!answer.keep_alive()) {
            connection_.close();
        }
        answer.head.body = std::move(answer.body);
        return std::move(answer.head);
    }

    void read_end(client_reply& answer, const client_request& request) {
        connection_.close();
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
        client_reply answer{request.method == http_method::head};
        if (!read_head(answer, request, deadline)) {
            return std::nullopt;
        }
        return read_rest(answer, request, deadline);
    }

    follow_end read_events(client_reply& answer, const client_request& request,
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
            const received what = connection_.receive(clock::now() + stop_check);
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
    client_connection connection_;
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
