#pragma once

#include "engine/lifecycles/transition.hpp"
#include "engine/procedure.hpp"

#include <set>
#include <string_view>
#include <vector>

/// Which facts the steps record: a period that begins with another one never runs.
namespace engine {

/// Whether a step of any lifecycle records the fact.
[[nodiscard]] bool is_recorded(fact what);

/// The facts that a command may record, whatever the case; what comes in with a case is the
/// procedure's own word (procedure::receipt).
[[nodiscard]] std::vector<fact> facts_of_command(std::string_view command);

/// The facts that a step in a case of this procedure can record: those of the rows of its
/// lifecycle that the procedure lets anybody take. Of a procedure with what it shares.
[[nodiscard]] std::set<fact> facts_recorded_in(const procedure& what);

/// Whether the procedure lets anybody take this row of its lifecycle, whatever the case.
[[nodiscard]] bool may_be_taken_in(const procedure& what, const transition& row);

} // namespace engine
