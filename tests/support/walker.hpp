#pragma once

#include "engine/decide.hpp"

#include <random>

namespace testing_support {

/// A random next command for a case: mostly a step that its status knows, with plausible fields;
/// sometimes one that must be refused. The same seed walks the same way.
[[nodiscard]] engine::command_detail
plausible_command(const engine::case_state& state, events::instant now, std::mt19937_64& random);
/// Grounds that the procedure of the case knows; empty when it knows none.
[[nodiscard]] std::vector<std::string>
plausible_grounds(const engine::case_state& state, events::instant now, std::mt19937_64& random);

} // namespace testing_support
