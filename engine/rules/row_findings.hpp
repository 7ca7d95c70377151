#pragma once

#include "engine/rules/check.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// Of a rule file that can be read: what no reader minds and is wrong all the same. A member given
/// twice, a source of blanks, a period that nobody lives to see, days between two versions of one
/// rule on which none holds and no `gaps` says why, and a day swapped with one that does not say
/// so. These are told here and not where a file is read: a log keeps the rules of before.
[[nodiscard]] std::vector<finding> row_findings(const std::string& path, std::string_view text);

} // namespace engine
