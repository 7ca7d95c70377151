#pragma once

#include "engine/case_state.hpp"

namespace engine {

/// Whether the decision of a dossier was withdrawn and none has come in its place. Its number stays
/// until the next one has its own.
[[nodiscard]] inline bool has_withdrawn_decision(const case_state& state) {
    return state.follows == events::lifecycle::dossier && !state.issued_at &&
           !state.decision_number.empty();
}

} // namespace engine
