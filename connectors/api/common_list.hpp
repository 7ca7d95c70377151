#pragma once

#include "connectors/api/sharing.hpp"
#include "engine/forms/form_values.hpp"

#include <vector>

namespace connectors::api {

/// The list of a common notice of docketing: the complaint in which it is issued, and those of
/// `others` that are docketed with it. Whom the caller may not see is left blank. Empty where the
/// notice is of one complaint.
[[nodiscard]] std::vector<engine::common_line>
complaints_of_notice(call& of, const engine::case_state& leads,
                     const std::vector<shared_case>& others);

} // namespace connectors::api
