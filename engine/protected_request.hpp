#pragma once

#include "engine/decision.hpp"

namespace engine {

/// Says in a refusal why the request may not be refused for what it asks, where that is so.
void tell_protection(rejection& no, const case_state& state, const command& what,
                     const decision_context& context);

} // namespace engine
