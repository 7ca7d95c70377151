#pragma once

#include "connectors/http/router.hpp"

#include <string>
#include <string_view>

namespace support {

/// A request as a handler gets it, without a socket: "POST /v1/cases?wait=1".
[[nodiscard]] connectors::http_request request_of(std::string_view line, std::string body = {},
                                                  connectors::http_headers headers = {});

/// Finds the route, runs its handler on this thread and waits for the answer, from whichever thread
/// it comes; fails the test after ten seconds. No route, OPTIONS and a forgotten answer are
/// answered as the server does, but what the handler throws comes out.
[[nodiscard]] connectors::http_response call(const connectors::router& routes,
                                             connectors::http_request request);

} // namespace support
