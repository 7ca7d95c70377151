#pragma once

#include "engine/rules/check.hpp"

#include <string>
#include <vector>

namespace engine {

/// Of a file with deadlines that can be read: periods that no step of the procedures that have them
/// begins, and duties that none of their steps ends. What one lifecycle records is no help to a
/// case of another.
[[nodiscard]] std::vector<finding> period_findings(const rule_files& files,
                                                   const std::string& path);

} // namespace engine
