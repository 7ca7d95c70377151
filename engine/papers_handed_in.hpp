#pragma once

#include "engine/filing_circumstances.hpp"
#include "engine/record.hpp"

#include <cstdint>
#include <optional>

namespace engine {

/// What cannot have been handed in, and stays in the log and on the slip once it is said: papers
/// that the procedure does not know, details of what was not handed in, counts of nothing.
[[nodiscard]] std::optional<rejection> impossible_papers(const step_input& step,
                                                         const stated_filing& offer);
/// Of the receipt slip: how many sets.
[[nodiscard]] std::optional<rejection> impossible_sets(std::optional<std::uint64_t> sets);

} // namespace engine
