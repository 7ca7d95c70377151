#pragma once

#include "engine/record.hpp"

namespace engine {

/// What cannot stand on the receipt slip, and stays there once it does: papers that the procedure
/// does not know, details of what was not handed in, counts of nothing.
[[nodiscard]] std::optional<rejection> impossible_papers(const step_input& step,
                                                         const accept_dossier& offer);

} // namespace engine
