#pragma once

#include "ops/output/printer.hpp"

#include <vector>

namespace ops {

/// Cases, as lists show them.
[[nodiscard]] const std::vector<column>& case_columns();

} // namespace ops
