#pragma once

#include "engine/case_state.hpp"

namespace engine {

/// Whether a step gives the status a ground anew: it moves the case, or stops on another ground
/// what was stopped. Of any other the ground stays what it was.
[[nodiscard]] constexpr bool
brings_ground(events::status before, std::optional<events::status> after, std::string_view type) {
    return after && (*after != before || type == events::case_suspended::name);
}
/// On which a step brings the case to its status; empty where it states none.
[[nodiscard]] inline std::string ground_brought(const events::facts& by) {
    return by.grounds.empty() ? std::string{} : by.grounds.front();
}

/// What the state becomes by an event that counts. Total: it takes the facts from the event and
/// never consults a lifecycle table, so that old logs replay the same after the rules change. Live
/// and replay call this same function. `hash` is the SHA-256 of the event's stored bytes.
void evolve(case_state& state, const events::event& what, const events::digest& hash);

} // namespace engine
