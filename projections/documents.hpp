#pragma once

#include "events/digest.hpp"
#include "events/ids.hpp"
#include "projections/snapshot.hpp"

#include <vector>

namespace projections {

/// The streams whose events name the document, cases and others: whether somebody may use its name
/// elsewhere follows from who may open it there.
[[nodiscard]] std::vector<events::case_id> streams_naming(const snapshot& view,
                                                          const events::digest& document);

} // namespace projections
