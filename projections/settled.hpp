#pragma once

#include "engine/case_state.hpp"

namespace projections {

/// Whether a request, complaint or denunciation was received and the office still owes the person
/// its outcome. Help by e-mail never is.
[[nodiscard]] bool in_progress(const engine::case_state& state);
/// Whether a case in this status can be in progress, in any lifecycle.
[[nodiscard]] bool may_be_in_progress(events::status at);

} // namespace projections
