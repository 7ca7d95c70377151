#pragma once

#include "connectors/http/message.hpp"

#include <cstdint>
#include <ctime>
#include <string>
#include <string_view>

namespace connectors {

enum class body_of_response : std::uint8_t {
    sized,  ///< Content-Length, and the body
    hidden, ///< to HEAD: Content-Length only
    stream, ///< neither; chunks follow, or bytes until the end
};

struct response_framing {
    bool http_1_1 = true;
    bool keep_alive = true;
    body_of_response body = body_of_response::sized;
};

/// `Sun, 06 Nov 1994 08:49:37 GMT`.
[[nodiscard]] std::string http_date(std::time_t at);

/// Appends status line and fields. Adds Date, the framing, and each of `nosniff`, a
/// Content-Security-Policy that allows nothing, `Referrer-Policy: same-origin` and
/// `Cache-Control: no-store` that the response does not set itself. Control characters in values
/// become spaces, so that no value can start a field of its own.
void append_head(std::string& out, const http_response& response, const response_framing& framing,
                 std::string_view date);

/// A status whose response has no body: 1xx, 204, 304.
[[nodiscard]] bool has_no_body(int status);

/// One chunk of a chunked body.
void append_chunk(std::string& out, std::string_view data);
inline constexpr std::string_view last_chunk = "0\r\n\r\n";

} // namespace connectors
