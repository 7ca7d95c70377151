#pragma once

#include "connectors/http/problem.hpp"

#include <cstdint>

/// The problems that the transport itself can answer with, before or instead of a handler.
namespace connectors {

enum class transport_problem : std::uint8_t {
    malformed_request,
    address_malformed,
    address_unknown,
    method_not_allowed,
    request_too_slow,
    body_too_large,
    address_too_long,
    expectation_unknown,
    headers_too_large,
    internal_error,
    method_not_implemented,
    encoding_not_implemented,
    server_full,
    server_stopping,
    no_answer_in_time,
    version_not_supported,
};

/// Status, code and texts in both languages; the caller adds what is particular to the request.
[[nodiscard]] problem make_problem(transport_problem which);

} // namespace connectors
