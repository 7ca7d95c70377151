#pragma once

#include "engine/decision.hpp"

#include <type_traits>

namespace engine {

/// Commands of the streams that are no cases: rules, grants, erasures.
template <class Command>
inline constexpr bool is_about_installation =
    std::is_same_v<Command, publish_rules> || std::is_same_v<Command, grant_role> ||
    std::is_same_v<Command, revoke_role> || std::is_same_v<Command, erase_person>;

/// Commands that are about alerts, excuses, recounts, letters, money and the installation: they
/// leave the status alone and are open in any of them. (An extension is a step of its procedure and
/// stands in its table.)
[[nodiscard]] bool is_watch_command(const command_detail& what);

/// The rule that forbids such a command now, or none.
[[nodiscard]] const step_rule* watch_refusal(const case_state& state, const command& what,
                                             const decision_context& context);

} // namespace engine
