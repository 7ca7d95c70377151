#pragma once

#include "engine/case_state.hpp"

#include <string_view>

/// What events do to the periods of a case and to the alerts of these: parts of evolve().
namespace engine {

/// Null when no period of this id is open.
[[nodiscard]] deadline* find_open(case_state& state, std::string_view id);

void end_deadlines(case_state& state, const events::facts& facts, events::instant at);
void move_deadlines(case_state& state, const events::facts& facts, events::instant at);
void start_deadlines(case_state& state, const events::facts& facts);

/// Nobody is warned of this period any more.
void resolve_alerts(case_state& state, std::string_view deadline_id);
/// Null when there is none.
[[nodiscard]] alert* find_alert(case_state& state, std::string_view deadline_id,
                                std::string_view rung);
/// A warning that nobody took up is over once the next rung of the same period is raised: who
/// looks at the list sees each period once, as it stands.
void answer_lower_rungs(case_state& state, std::string_view deadline_id, std::string_view rung);
/// What the agency above pressed for, and no days of it ran, was done.
void answer_pressing(case_state& state);

} // namespace engine
