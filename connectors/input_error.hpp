#pragma once

#include "connectors/http/problem.hpp"
#include "events/codec.hpp"

#include <string>
#include <string_view>

namespace connectors {

/// A wrong place in a body, from what the JSON readers say about it ("is missing", "must be one
/// of: …"): with a stable code and in Vietnamese too.
[[nodiscard]] problem_item input_error(std::string pointer, std::string_view said);
[[nodiscard]] problem_item input_error(const events::decode_error& said);

} // namespace connectors
