#pragma once

#include "connectors/http/responder.hpp"
#include "connectors/http/transport_problems.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace connectors {

enum class run_on : std::uint8_t {
    io,      ///< quick and never blocking
    workers, ///< may take long: reports, exports, reads of the whole log
};

struct route_options {
    std::size_t body_bytes_max = 0; ///< 0: the server's limit
    run_on where = run_on::io;
};

/// One line of the route table.
struct route {
    http_method method = http_method::get;
    std::string pattern; ///< as registered: "/v1/cases/{code}/history"
    handler serve;
    route_options options;
    std::vector<std::string> parameter_names;
};

/// The route that serves a request, with the values of its pattern.
struct route_match {
    const route* found = nullptr;
    std::vector<std::pair<std::string, std::string>> parameters;
};
/// No route serves it: address_malformed, address_unknown or method_not_allowed.
struct no_route {
    transport_problem why = transport_problem::address_unknown;
    std::string allow; ///< the methods that the address takes
};
/// OPTIONS, which needs no handler.
struct options_of_address {
    std::string allow;
};
using route_result = std::variant<no_route, route_match, options_of_address>;

/// Which handler serves which method and path. Filled once, then only read, from any thread.
///
/// A pattern's segments are literals, {name} for one non-empty segment, or, last, {name...} for one
/// or more, joined by '/'. Literals win over parameters. A path is cut at '/' before it is decoded,
/// so that an encoded slash never adds a segment.
class router {
public:
    router();
    ~router();
    router(router&&) noexcept;
    router& operator=(router&&) noexcept;

    /// `line` is "GET /v1/cases/{code}". A malformed or repeated line is a bug: std::logic_error.
    void add(std::string_view line, handler serve, route_options options = {});

    /// All routes in the order in which they were added.
    [[nodiscard]] const std::vector<route>& table() const { return table_; }

    /// HEAD finds the route of GET. The result is valid while the router is.
    [[nodiscard]] route_result find(http_method method, std::string_view path) const;

private:
    struct node;
    [[nodiscard]] node& place(route& added) const;

    std::unique_ptr<node> root_;
    std::vector<route> table_;
};

} // namespace connectors
