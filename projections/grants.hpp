#pragma once

#include "events/event.hpp"
#include "projections/snapshot.hpp"

#include <vector>

namespace projections {

/// An officer may act in a role at an office, until it is revoked.
struct grant_row {
    events::officer_id officer;
    events::role granted = events::role::system;
    events::office_code at; ///< `*` for every office
    bool descendants = false;
    events::instant since{};
    events::officer_id by;
};

/// What an officer may do now.
[[nodiscard]] std::vector<grant_row> grants_of(const snapshot& view,
                                               const events::officer_id& officer);
/// All grants, by officer.
[[nodiscard]] std::vector<grant_row> all_grants(const snapshot& view);

/// A rule set that came into use, or came into use again.
struct published_rules {
    events::rules_id rules;
    std::string summary;
    events::instant since{};
    events::officer_id by;
    events::case_id stream; ///< whose first event says so
};
/// Each time that rules were published, oldest first.
[[nodiscard]] std::vector<published_rules> rules_published_so_far(const snapshot& view);

/// A person whose key was destroyed, and the ground.
struct erased_person {
    events::person_id person;
    std::string ground;
    events::instant at{};
};
[[nodiscard]] std::optional<erased_person> erased(const snapshot& view,
                                                  const events::person_id& person);

} // namespace projections
