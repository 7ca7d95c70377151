#pragma once

#include <string>
#include <string_view>

namespace connectors {

/// Where a server is asked.
struct server_address {
    std::string text; ///< as given, for faults
    std::string host;
    std::string port;
};

/// Reads `http://host[:port]`. Throws fault http_address.
[[nodiscard]] server_address parse_server_address(std::string_view text);

} // namespace connectors
