#pragma once

#include "ops/output/printer.hpp"

#include <vector>

namespace ops {

/// Periods of cases, as lists show them.
[[nodiscard]] const std::vector<column>& deadline_columns();

} // namespace ops
