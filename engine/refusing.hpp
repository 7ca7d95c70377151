#pragma once

#include "engine/decision.hpp"
#include "engine/lifecycles/transition.hpp"

#include <optional>
#include <string>

/// Why a command is refused, beside what its own record function says.
namespace engine {

/// Papers of an office itself, of no case: a closed book or a report. A stream of its own, whose id
/// follows from the command, so that a book is closed once.
[[nodiscard]] bool opens_papers(const command& what);

/// Checks that hold for every command, in order of precedence, before its lifecycle is asked.
[[nodiscard]] std::optional<rejection> refused_before_the_table(const case_state& state,
                                                                const command& what,
                                                                const decision_context& context);

/// The lifecycle has no such step in this status, or a rule of its rows says no: with the ground as
/// it is cited in the case.
[[nodiscard]] rejection no_step(const lifecycle_table& table, const case_state& state,
                                const command& what, const decision_context& context,
                                const step_verdict& verdict);

/// `why` is what the calendar said.
[[nodiscard]] rejection outside_calendar(const std::string& why, const case_state& state);

} // namespace engine
