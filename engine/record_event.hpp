#pragma once

#include "events/codec.hpp"
#include "events/log.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace engine {

/// Which partition a record lies in, and of how many.
struct partition_among {
    events::partition_id partition;
    std::uint32_t all = 1;
};

/// The event that a record is; nothing when it is foreign: of another shape, or in another
/// partition than its office's, where only somebody can have put it who does not know this log.
/// Partitions have no order among each other: what counts in one must not hang on what lies in
/// another, or whoever reads them in another order would come to another verdict.
[[nodiscard]] std::optional<events::event>
event_of_record(events::fast_decoder& decoder, partition_among where, std::string_view bytes);

/// The same with the strict reader.
[[nodiscard]] std::optional<events::event> event_of_record(partition_among where,
                                                           std::string_view bytes);

} // namespace engine
