#pragma once

#include "engine/fold.hpp"
#include "projections/page.hpp"
#include "projections/row_batch.hpp"
#include "projections/snapshot.hpp"

#include <string>

namespace projections {

/// A record that stays in the log and counts for nothing.
struct superseded_row {
    engine::log_position place;
    engine::verdict why = engine::verdict::not_next;
    events::case_id subject; ///< empty for foreign records
    events::event_id id;
    std::string type;
};

/// Records that do not count, in log order, partition by partition.
[[nodiscard]] page<superseded_row> superseded(const snapshot& view, const page_request& which);

/// The store's side: keeps the row of such a record.
void put_superseded(row_batch& into, engine::log_position place, engine::verdict why,
                    const events::event* what);

} // namespace projections
