#pragma once

#include "connectors/api/answer_json.hpp"

namespace connectors::api {

/// The description without its operations: what it is about, its groups, how one signs in, and the
/// shape of every problem.
[[nodiscard]] json openapi_frame();

} // namespace connectors::api
