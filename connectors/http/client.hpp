#pragma once

#include "connectors/http/event_reader.hpp"
#include "connectors/http/message.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace connectors {

struct http_client_options {
    std::uint32_t connect_timeout_ms = 3'000;
    std::uint32_t answer_timeout_ms = 60'000;
    std::uint32_t silence_timeout_ms = 45'000; ///< of an event stream: three missed comments
    std::size_t body_bytes_max = 256 * 1024 * 1024;
    http_headers headers; ///< sent with every request: Authorization, Accept-Language …
};

/// What the client sends; Host and the framing are added.
struct client_request {
    http_method method = http_method::get;
    std::string target = "/"; ///< encoded path and query
    http_headers headers;
    std::string body;
    std::string content_type = "application/json"; ///< of a body that is not empty
};

/// How reading an event stream came to its end.
struct follow_end {
    enum class reason : std::uint8_t {
        stopped, ///< by the visitor or by the flag
        ended,   ///< by the server: connect again with the last id
        refused, ///< no stream: see the refusal
    };
    reason why = reason::ended;
    http_response refusal;
    std::string last_event_id;
    std::uint32_t retry_ms = 3'000;
};

/// A synchronous client of one server, for the command line. One connection, kept alive; not for
/// several threads at once. Throws events::fault: http_address, http_connect, http_timeout,
/// http_reply.
class http_client {
public:
    /// `server` is "http://host:port".
    explicit http_client(std::string_view server, http_client_options options = {});
    ~http_client();
    http_client(http_client&&) noexcept;
    http_client& operator=(http_client&&) noexcept;

    /// Whatever the status. A request that may be repeated (by its method, or because it carries an
    /// Idempotency-Key) is sent once more when a kept connection turns out to be closed.
    [[nodiscard]] http_response send(const client_request& request);
    [[nodiscard]] http_response get(std::string target);
    [[nodiscard]] http_response post(std::string target, std::string json,
                                     http_headers headers = {});

    /// Reads events until the visitor answers false, `stop` is set or the server ends.
    [[nodiscard]] follow_end follow(std::string target, std::string_view last_event_id,
                                    const std::function<bool(const server_event&)>& visit,
                                    const std::atomic<bool>& stop);

private:
    class wire;
    std::unique_ptr<wire> wire_;
};

} // namespace connectors
