#pragma once

#include "engine/fold.hpp"

namespace engine {

/// Whether an event lies in another partition than its office's, where only somebody can have put
/// it who does not know this log. Partitions have no order among each other: what counts in one
/// must not hang on what lies in another, or whoever reads them in another order would come to
/// another verdict. So such a record is foreign, whatever it says.
[[nodiscard]] inline bool is_misplaced(log_position place, const events::event& what,
                                       std::uint32_t partitions) {
    return events::partition_of(what.about.office, partitions) != place.partition;
}

} // namespace engine
