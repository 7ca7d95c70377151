#pragma once

#include "connectors/api/call.hpp"

namespace connectors::api {

/// Whether the caller may erase this person, and whether there is one. A refusal for want of the
/// permission goes into the trail. Throws refusal `forbidden`, `invalid_input`.
void require_erasing(call& of, const engine::command& what, const events::person_id& person);

} // namespace connectors::api
