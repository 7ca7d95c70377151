#pragma once

#include "engine/case_state.hpp"

#include <string>

namespace projections {

/// Where a decision stands that is to be enforced, as the national statistics look at it.
struct enforced {
    bool is_to_be = false; ///< decided, not wholly performed, not ended
    std::string ground;    ///< code of the ground on which it is stopped; empty while it goes on
    bool operator==(const enforced&) const = default;
};

/// Of a case of any procedure of the dossier, since which of them are enforced is said by the
/// rules: who counts leaves the others out.
[[nodiscard]] enforced enforced_of(const engine::case_state& state);

} // namespace projections
