#pragma once

#include "projections/bulk_load.hpp"
#include "projections/house.hpp"

#include <memory>
#include <string>

namespace projections {

/// What was found in the folder.
enum class opening {
    created,  ///< nothing
    resumed,  ///< rows up to some position: the log says the rest
    replaced, ///< rows that could not be used
};

/// What becomes of rows that are ahead of their log, or of another one.
enum class lost { made_anew, refused };

struct opened_rows {
    std::shared_ptr<rocks> rows;
    opening how = opening::created;
    std::string reason; ///< with `replaced`: why
};

/// Opens the rows in use, or makes new ones where there are none or where they cannot be used with
/// this log: of another program, damaged, ahead of the log or of another one. New rows are loaded
/// from the log, or left empty without `loading`. Leftovers are removed; rows in which damage was
/// met while they served are set aside. `how.folder` is not looked at. Throws events::fault, with
/// `lost::refused` `log-records-lost` for rows that say something which the log does not.
[[nodiscard]] opened_rows open_rows(const house& home, rocks::settings how, const events::log& log,
                                    const bulk_load_options* loading,
                                    lost records = lost::made_anew);

/// New rows in a folder that is not used yet, loaded up to `end`, ready to serve but not the ones
/// in use. Throws events::fault; what is left of the folder then is a leftover.
[[nodiscard]] std::shared_ptr<rocks> load_rows(const house& home, rocks::settings how,
                                               const events::log& log, const positions& end,
                                               const bulk_load_options& loading);

} // namespace projections
