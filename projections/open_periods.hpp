#pragma once

#include "engine/case_state.hpp"
#include "projections/snapshot.hpp"

#include <functional>

namespace projections {

/// Shows every case of an office that has a running period (neither ended nor paused), each once,
/// by the instant at which its first one ends; in batches, so that memory stays small. For
/// questions about all of them at once, such as what another calendar would change.
void each_running_case(const snapshot& view, const events::office_code& office,
                       const std::function<void(const engine::case_state&)>& visit);

} // namespace projections
