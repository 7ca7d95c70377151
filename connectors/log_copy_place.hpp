#pragma once

#include "connectors/log_place.hpp"

#include <cstdint>
#include <memory>

namespace connectors {

/// Opens what is there to copy it into another log: also a topic that got partitions after it was
/// made, which nobody may work on any more. Throws log_fault.
[[nodiscard]] std::unique_ptr<events::log> open_to_copy(const log_place& at);

/// The partitions that the log was made with.
[[nodiscard]] std::uint32_t partitions_made_with(const log_place& at, const events::log& opened);

} // namespace connectors
