#pragma once

#include "engine/decision.hpp"
#include "engine/procedure.hpp"

namespace engine {

/// A required paper that is not among those stated, or none; the step states its filing.
[[nodiscard]] const paper* missing_paper(const case_state& state, const command& what,
                                         const decision_context& context);

/// Which paper it is. Whom a representative stands for is sealed, so that one of another party is
/// taken for who files until the desk says who does.
void name_missing_paper(rejection& no, const case_state& state, const command& what,
                        const decision_context& context);

} // namespace engine
