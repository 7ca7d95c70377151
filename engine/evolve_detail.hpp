#pragma once

#include "engine/case_state.hpp"

namespace engine {

/// What an event says beyond its facts, in the state of its case: a part of evolve().
void evolve_detail(case_state& state, const events::payload& what, events::instant at);

} // namespace engine
