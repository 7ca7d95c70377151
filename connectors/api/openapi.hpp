#pragma once

#include "connectors/api/operation.hpp"

namespace connectors::api {

/// The description of all operations, OpenAPI 3.1. Commands become a path each, with their own body
/// and what the lifecycle tables say of them.
[[nodiscard]] json openapi_of(const operations& all);

} // namespace connectors::api
