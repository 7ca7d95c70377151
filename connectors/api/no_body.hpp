#pragma once

#include "connectors/api/operation.hpp"

namespace connectors::api {

/// For what is said by the address alone: no body, or an empty object. Throws refusal
/// `body_invalid`.
void require_no_body(const call& of);
[[nodiscard]] body_note no_body();

} // namespace connectors::api
