#include "connectors/http/server_address.hpp"

#include "events/fault.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace connectors {

server_address parse_server_address(std::string_view text) {
    const auto refuse = [&](std::string_view why) {
        return events::fault("http_address",
                             fmt::format("read the server address \"{}\": {}; write "
                                         "http://host:port",
                                         text, why));
    };
    constexpr std::string_view scheme = "http://";
    if (!text.starts_with(scheme)) {
        throw refuse("it does not begin with http://");
    }
    std::string_view rest = text.substr(scheme.size());
    rest.remove_suffix(rest.ends_with('/') ? 1 : 0);
    const std::size_t bracket = rest.starts_with('[') ? rest.find(']') : 0;
    const std::size_t colon = rest.find(':', std::min(bracket, rest.size()));
    std::string_view host = rest.substr(0, colon);
    const std::string_view port = colon == std::string_view::npos ? "80" : rest.substr(colon + 1);
    if (host.size() > 2 && host.starts_with('[') && host.ends_with(']')) {
        host = host.substr(1, host.size() - 2);
    }
    if (host.empty() || host.find_first_of("/?#@[] ") != std::string_view::npos) {
        throw refuse("there is no host name");
    }
    if (port.empty() || port.size() > 5 ||
        port.find_first_not_of("0123456789") != std::string_view::npos) {
        throw refuse("the port is not a number");
    }
    if (std::stoi(std::string{port}) > 65535) { // of a larger one the resolver takes the rest
        throw refuse("there is no port " + std::string{port});
    }
    return {std::string{text}, std::string{host}, std::string{port}};
}

} // namespace connectors
