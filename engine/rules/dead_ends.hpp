#pragma once

#include "engine/lifecycles/transition.hpp"

namespace engine {

/// Statuses that a row leads to, that no row leaves for another and that are not the end of a case:
/// who comes there would owe something for ever.
[[nodiscard]] std::vector<events::status> dead_ends(events::lifecycle name,
                                                    const std::vector<transition>& rows);

} // namespace engine
