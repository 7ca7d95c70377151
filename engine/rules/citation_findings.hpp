#pragma once

#include "engine/rules/check.hpp"

#include <string>
#include <vector>

namespace engine {

/// Of a file that can be read: papers, grounds and periods whose source names an act of
/// rules/acts.json that is not in force on every day of the row. What a row cites goes into the log
/// and onto letters as it stands, so that its days must be those of the acts.
[[nodiscard]] std::vector<finding> citation_findings(const rule_files& files,
                                                     const std::string& path);

} // namespace engine
