#pragma once

#include "connectors/api/call.hpp"
#include "engine/commands.hpp"

namespace connectors::api {

/// Refuses what a check of an e-mail found when the letter made of it would tell the person
/// nothing: papers are missing, and none is named; another office is competent, and there is no
/// such office.
void check_findings_of_mail(const call& of, const engine::command& what,
                            const engine::case_state* known);

} // namespace connectors::api
