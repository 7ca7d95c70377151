#pragma once

#include "engine/record.hpp"

#include <optional>

namespace engine {

/// That somebody was notified in a way that the law of the day does not know, with those it knows;
/// none where it does, or where the rule set has no such list.
[[nodiscard]] std::optional<rejection> refused_way(const step_input& step,
                                                   const notify_party& told);

} // namespace engine
