#pragma once

#include "engine/withdrawn_decision.hpp"

namespace engine {

/// Whether an enforcement ended otherwise than by law, and may still hold money: it was terminated
/// or entrusted, or its request was withdrawn after its decision was.
[[nodiscard]] inline bool ended_otherwise(const case_state& state) {
    return state.at == events::status::terminated ||
           state.at == events::status::referred_elsewhere ||
           (state.at == events::status::withdrawn && has_withdrawn_decision(state));
}

} // namespace engine
