#pragma once

#include "connectors/api/call.hpp"
#include "connectors/command_json.hpp"
#include "engine/command.hpp"

namespace connectors::api {

/// Of the steps that rest on what another case has for theirs, looks into that case, since the
/// engine decides of one alone: it must be of the same office and procedure, one that the caller
/// may read, and have what is common. Another name of it, such as its id, gives way to its code.
/// `known` is the step's own case, null when it opens one. A request that has counted is left
/// alone, as check_confirmed_matter() has it.
/// - Who issues a decision that is common: it stands in the other case, which is of the same
///   judgment where that is why; its number and day are put into the command.
/// - Who dockets a complaint under a common notice: the other is docketed, of the same instance.
/// - Who opens a further case for a request, or for what a court handed over: the other is not
///   refused or withdrawn, and when, how and of which judgment it came is taken over; what a
///   court handed over is of that judgment and no other.
/// Throws refusal `rule_not_met`, which is kept in the trail, `invalid_input`, `case_unknown`,
/// `forbidden`.
void look_into_named_case(call& of, engine::command& what, common_input& beside,
                          const engine::case_state* known);

} // namespace connectors::api
