#pragma once

#include "engine/case_state.hpp"

#include <cstddef>

namespace projections {

/// About how much memory a state takes.
[[nodiscard]] std::size_t bytes_of(const engine::case_state& state);

} // namespace projections
