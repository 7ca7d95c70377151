#pragma once

#include "ops/cli/command.hpp"

#include <string>
#include <vector>

namespace ops {

/// Help, examples first.
[[nodiscard]] std::string help_of(const std::vector<noun>& all);
[[nodiscard]] std::string help_of(const noun& one);
[[nodiscard]] std::string help_of(const noun& one, const command& what);

/// `motcua case show [OPTIONS] CODE`
[[nodiscard]] std::string usage_of(const noun& one, const command& what);

} // namespace ops
