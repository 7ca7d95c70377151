#pragma once

#include "connectors/api/call.hpp"
#include "engine/command.hpp"

namespace connectors::api {

/// Refuses a hand-over or an assignment to somebody who has no role at the case's office now: the
/// case would be on nobody's desk. `known` is the case. A request that has counted is left alone,
/// as check_confirmed_matter() has it. Throws refusal `invalid_input`.
void check_named_officer(const call& of, const engine::command& what,
                         const engine::case_state* known);

} // namespace connectors::api
