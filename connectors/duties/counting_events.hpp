#pragma once

#include "events/event.hpp"
#include "events/log.hpp"

#include <functional>
#include <string_view>

namespace projections {
class store;
}

namespace connectors {

/// Visits the counting events of a partition from `from` up to what the store has folded, in log
/// order, with their offsets, for a caller who must know how far it came when a visit throws. A
/// visit says whether it took the event; the first that it did not take ends the round. `may_be`
/// looks at the stored bytes and spares the reading of what is not wanted. Returns
/// the offset after the last record passed, or of the event that was not taken: a thousand records
/// at most, so that the caller can write down how far it came.
[[nodiscard]] events::offset
each_counting(const events::log& log, const projections::store& store,
              events::partition_id partition, events::offset from,
              const std::function<bool(std::string_view bytes)>& may_be,
              const std::function<bool(events::offset at, const events::event&)>& visit);

} // namespace connectors
