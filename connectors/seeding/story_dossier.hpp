#pragma once

#include "connectors/seeding/matter.hpp"

#include <string>

namespace connectors::seeding {

/// What the desk knows of a dossier beside its status.
struct desk_file {
    events::instant received{};
    events::instant promised{};
    int supplements = 0;
    bool late = false;
    bool forgotten = false; ///< lies on a desk when the time that is told of ends
    events::decision_outcome proposal = events::decision_outcome::grant;
    events::return_method by = events::return_method::at_counter;
};

/// A ground to refuse the matter itself; empty when the procedure knows none.
[[nodiscard]] std::string ground_to_refuse(matter& m);

/// The first ground that the law lists for so much, else for any relief; empty where it lists none.
[[nodiscard]] std::string ground_to_grant(const matter& m, events::decision_outcome proposal);

/// From `in_examination` until the decision is issued.
[[nodiscard]] story decided(matter& m, desk_file& f);
/// From the issued decision to the end. Sometimes the office must take it back and begin anew.
[[nodiscard]] story carried_out(matter& m, desk_file& f, goes_on& next);

} // namespace connectors::seeding
