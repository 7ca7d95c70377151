#pragma once

#include "projections/cases.hpp"

namespace projections {

/// Open cases of an office; what falls due first comes first, what has no running period last.
/// With `unassigned`, only those that nobody holds.
enum class holding { anyone, unassigned };
[[nodiscard]] page<case_row> office_worklist(const snapshot& view,
                                             const events::office_code& office, holding which_held,
                                             const page_request& which);

/// Open cases that an officer holds, at any office, in the same order.
[[nodiscard]] page<case_row> officer_worklist(const snapshot& view,
                                              const events::officer_id& officer,
                                              const page_request& which);

} // namespace projections
