#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ops {

/// The candidate that somebody most likely meant, or empty when none is near: at most one slip for
/// three letters. Letters, swaps of neighbours and missing or further letters count as slips.
[[nodiscard]] std::string nearest(std::string_view word,
                                  const std::vector<std::string>& candidates);

/// `; did you mean X?`, or nothing.
[[nodiscard]] std::string did_you_mean(std::string_view word,
                                       const std::vector<std::string>& candidates);

} // namespace ops
