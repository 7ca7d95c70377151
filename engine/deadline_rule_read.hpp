#pragma once

#include "engine/rule_row_read.hpp"

#include <vector>

namespace engine {

/// The periods of a rule file, whose conditions may name the codes of its grounds.
[[nodiscard]] std::vector<deadline_rule> read_deadlines(const json_cursor& root,
                                                        const rule_words& ground_codes);

} // namespace engine
