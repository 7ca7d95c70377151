#pragma once

#include "projections/floors.hpp"
#include "projections/rocks.hpp"
#include "projections/snapshot.hpp"

namespace projections {

/// What a snapshot holds: the rows of one commit, and where scans by due instant may begin.
struct snapshot::frame {
    std::shared_ptr<const rocks::pinned> rows;
    positions at;
    std::uint64_t number = 0; ///< of the commit, counted since the store was opened
    std::shared_ptr<floors> lowest;
};

} // namespace projections
