#pragma once

#include "engine/many_commands.hpp"
#include "events/ids.hpp"
#include "projections/snapshot.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace engine {
class calendar;
} // namespace engine

namespace connectors {

/// Who counts the running periods of offices again, and why.
struct recount_asked {
    std::vector<events::office_code> offices;
    events::officer_id officer;
    events::role acting_as = events::role::head;
    std::string reason;
    events::instant now{};
};

struct recount_told {
    std::uint64_t periods = 0; ///< that run
    std::uint64_t moved = 0;
    std::uint64_t refused = 0; ///< met, paused or moved by somebody in the meantime
    std::optional<engine::unavailable> failed;
};

/// Counts every running period of the offices by `calendar`. Each that ends at another time gets an
/// event with the reason. The ids of the commands follow from what they change, so that asking
/// twice changes nothing twice. Returns when all have been answered.
[[nodiscard]] recount_told recount_periods(engine::node& by, const projections::snapshot& view,
                                           const engine::calendar& calendar,
                                           const recount_asked& what);

} // namespace connectors
