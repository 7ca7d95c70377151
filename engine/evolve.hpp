#pragma once

#include "engine/case_state.hpp"

namespace engine {

/// What the state becomes by an event that counts. Total: it takes the facts from the event and
/// never consults a lifecycle table, so that old logs replay the same after the rules change. Live
/// and replay call this same function. `hash` is the SHA-256 of the event's stored bytes.
void evolve(case_state& state, const events::event& what, const events::digest& hash);

} // namespace engine
