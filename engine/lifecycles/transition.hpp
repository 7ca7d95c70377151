#pragma once

#include "engine/decision.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// A row of a lifecycle table, as text: for the golden files, the diagrams and "what may I do
/// next".
struct transition {
    events::status from{};
    std::string_view command;
    events::status to{};
    std::string_view records;
    std::vector<const step_rule*> guards; ///< all must hold; none: always
    /// Those of them that the command's own fields and grounds must meet.
    std::vector<const step_rule*> asked{};
};

/// What a table says to a command.
struct step_verdict {
    bool accepted = false;
    events::status to{};
    std::string_view records; ///< name of the event type
    /// Rules of the rows that said no, in the order of the table; empty: no such row.
    std::vector<const step_rule*> not_met;
};

/// A row that leaves a status, and whether its rules let it, as far as the state can tell.
struct open_row {
    const transition* row = nullptr;
    const step_rule* not_met = nullptr;
};

/// A lifecycle: its rows, and the machine that obeys them.
struct lifecycle_table {
    events::lifecycle name{};
    std::string_view source; ///< the legal ground of its order of steps
    const std::vector<transition>& (*rows)();
    step_verdict (*step)(const case_state&, const command&, const decision_context&);
    /// The rows of (status, command) that would accept: never more than one.
    std::vector<const transition*> (*accepting)(const case_state&, const command&,
                                                const decision_context&);
    /// The rows that leave the state's status. Of `whole` only actor and role are looked at.
    std::vector<open_row> (*open)(const case_state&, const command& whole, const decision_context&);
};

[[nodiscard]] const lifecycle_table& support_lifecycle();
[[nodiscard]] const lifecycle_table& dossier_lifecycle();
[[nodiscard]] const lifecycle_table& complaint_lifecycle();
[[nodiscard]] const lifecycle_table& denunciation_lifecycle();

/// All lifecycles, in the order of events::lifecycle. A new one is a file here and a line in
/// catalogue.cpp.
[[nodiscard]] const std::vector<const lifecycle_table*>& all_lifecycles();
[[nodiscard]] const lifecycle_table& table_of(events::lifecycle name);

} // namespace engine
