#pragma once

#include "connectors/duties/program_steps.hpp"
#include "engine/node.hpp"
#include "engine/rule_set.hpp"
#include "projections/rungs.hpp"

#include <functional>
#include <optional>

namespace projections {
class store;
}

namespace connectors {

/// When periods count as due soon, as the rule set's configuration says.
[[nodiscard]] projections::due_soon_rule due_soon_of(const engine::rule_set& rules);

/// The command that raises an alert. Its id follows from the case, the period, the rung and the due
/// instant, so that restarts and several nodes cannot raise one twice.
[[nodiscard]] engine::command alert_for(const projections::rung_reached& reached);

/// Raises an alert for every period that has reached a rung by `now` and has none, `at_once` of
/// them together. Returns how many were raised; one that is refused holds up none, and rests as
/// `steps` says. `mine` says whose deadlines this node watches; empty: everybody's.
std::size_t raise_alerts(const projections::store& store, program_steps& steps,
                         const engine::rule_set& rules, events::instant now,
                         const std::function<bool(const events::office_code&)>& mine = {},
                         std::size_t at_once = 1000);
/// The same for one who looks once.
std::size_t raise_alerts(const projections::store& store, engine::node& node,
                         const engine::rule_set& rules, events::instant now,
                         const std::function<bool(const events::office_code&)>& mine = {},
                         std::size_t at_once = 1000);

} // namespace connectors
