#pragma once

#include "engine/decision.hpp"
#include "engine/lifecycles/transition.hpp"

#include <string_view>
#include <vector>

namespace engine {

/// What a command makes of a case: one event, or a rejection. Pure: state, command and context in,
/// a value out. `prev` and `sequence` follow from the state.
[[nodiscard]] decided<events::event> decide(const case_state& state, const command& what,
                                            const decision_context& context);

/// The lifecycle whose table judges this command in this state; none for commands that are about
/// periods, alerts and the installation.
[[nodiscard]] const lifecycle_table* lifecycle_of(const case_state& state, const command& what);

/// Whether the command opens a case (or another stream), and so needs no case to exist.
[[nodiscard]] bool opens(const command_detail& what);

/// The roles in which somebody may give this command.
[[nodiscard]] const std::vector<events::role>& roles_of(std::string_view command_name);

/// A step out of the present status: may it be done, by whom, and if not, why not.
struct next_step {
    std::string_view command;
    events::status to{};
    std::string_view records;
    std::vector<events::role> roles;
    const step_rule* not_met = nullptr; ///< the rule that says no already now
    /// Rules that the command's own fields and grounds must meet.
    std::vector<const step_rule*> will_be_asked;
};

/// Everything that the procedure knows from here, open or not.
[[nodiscard]] std::vector<next_step> next_steps(const case_state& state, const command& asked_by,
                                                const decision_context& context);

} // namespace engine
