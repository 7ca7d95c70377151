#pragma once

#include "connectors/api/parameters.hpp"
#include "projections/period.hpp"

namespace connectors::api {

/// The parameter `period`, required.
[[nodiscard]] projections::period period_of(const call& of);
[[nodiscard]] parameter_note period_parameter();

} // namespace connectors::api
