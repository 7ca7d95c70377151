#pragma once

#include "projections/cases.hpp"

#include <cstddef>
#include <functional>
#include <vector>

namespace projections {

/// Cases that confirm a matter to be wholly performed which is not known to have ended yet: the
/// matter ends by law (Luật Thi hành án dân sự Điều 52.1). Those of offices that are `mine`, or of
/// all when it is empty; no more than so many.
[[nodiscard]] std::vector<engine::case_state>
confirmations_of_open_matters(const snapshot& view, std::size_t most,
                              const std::function<bool(const events::office_code&)>& mine = {});

} // namespace projections
