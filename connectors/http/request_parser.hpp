#pragma once

#include "connectors/http/message.hpp"
#include "connectors/http/transport_problems.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace connectors {

struct request_limits {
    std::size_t header_bytes_max = 16 * 1024; ///< request line and fields
    std::size_t header_fields_max = 100;
    std::size_t body_bytes_max = 1024 * 1024;
};

/// What the head says about the connection.
struct request_framing {
    bool http_1_1 = true;
    bool keep_alive = true;
    bool expects_continue = false;
    bool has_body = false;
};

enum class parse_state : std::uint8_t {
    more,     ///< append more bytes
    header,   ///< reported once: all but the body is known
    complete, ///< take() it
    failed,   ///< where this message ends is not certain: answer with failure() and close
};

/// Cuts requests out of one connection's bytes. It is strict where a lenient reading would let two
/// parsers disagree (request smuggling): both or doubled lengths, folded fields, bare line feeds,
/// codings other than chunked and doubled Host are refused; trailers are dropped.
class request_parser {
public:
    explicit request_parser(const request_limits& limits);
    ~request_parser();
    request_parser(request_parser&&) noexcept;
    request_parser& operator=(request_parser&&) noexcept;

    void append(std::string_view bytes);
    [[nodiscard]] parse_state next();

    /// After `header`: the limit of this one message's body.
    void allow_body(std::size_t bytes_max);
    /// After `header`; the body grows until `complete`.
    [[nodiscard]] const http_request& request() const;
    [[nodiscard]] const request_framing& framing() const;
    /// After `complete`; the parser is then ready for the next message.
    [[nodiscard]] http_request take();
    /// After `failed`.
    [[nodiscard]] transport_problem failure() const;

    /// No byte of a message is held.
    [[nodiscard]] bool idle() const;

private:
    struct input;
    std::unique_ptr<input> input_;
};

} // namespace connectors
