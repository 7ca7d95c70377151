#pragma once

#include "connectors/api/call.hpp"
#include "engine/command.hpp"

namespace connectors::api {

/// Of a step that confirms how far a matter is performed: the matter must be one of the same office
/// whose decision is enforced, which the caller may read, and what is confirmed to be all must be
/// recorded there, unless the matter is closed already. Another name of it, such as its id, gives
/// way to its code. Throws refusal `invalid_input`, `case_unknown`, `forbidden`.
void check_confirmed_matter(call& of, engine::command& what);

} // namespace connectors::api
