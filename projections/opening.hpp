#pragma once

#include "projections/house.hpp"

#include <memory>
#include <string>

namespace projections {

/// What was found in the folder.
enum class opening {
    created, ///< nothing
    resumed, ///< rows up to some position: the log says the rest
    emptied, ///< rows that could not be used
};

struct opened_rows {
    std::shared_ptr<rocks> rows;
    opening how = opening::created;
    std::string reason; ///< with `emptied`: why
};

/// Opens the rows in use, or makes new ones where there are none or where they cannot be used with
/// this log: of another program, damaged, ahead of the log or of another one. Leftovers are
/// removed. `how.folder` is not looked at. Throws events::fault.
[[nodiscard]] opened_rows open_rows(const house& home, rocks::settings how, const events::log& log);

} // namespace projections
