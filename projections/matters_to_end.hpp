#pragma once

#include "events/ids.hpp"
#include "projections/snapshot.hpp"

#include <cstddef>
#include <vector>

namespace projections {

/// A case that confirms a matter to be wholly performed which is not known to have ended yet: the
/// matter ends by law (Luật Thi hành án dân sự Điều 52.1).
struct matter_to_end {
    events::office_code office; ///< of the confirmation
    events::case_id confirmation;
};

/// Of all offices, no more than so many. Only what comes behind `after`, the last one of an earlier
/// answer; null: from the first.
[[nodiscard]] std::vector<matter_to_end> matters_to_end(const snapshot& view, std::size_t most,
                                                        const matter_to_end* after = nullptr);

} // namespace projections
