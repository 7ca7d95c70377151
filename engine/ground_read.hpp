#pragma once

#include "engine/rule_row_read.hpp"

#include <vector>

namespace engine {

/// The grounds of a rule file.
[[nodiscard]] std::vector<ground> read_grounds(const json_cursor& root);
[[nodiscard]] rule_words codes_of(const std::vector<ground>& grounds);
/// How decisions are called; every outcome that a ground leads to is among them.
[[nodiscard]] std::vector<outcome_name> read_outcomes(const json_cursor& root,
                                                      const std::vector<ground>& grounds);
/// What is not known.
[[nodiscard]] std::vector<gap> read_gaps(const json_cursor& root);

} // namespace engine
