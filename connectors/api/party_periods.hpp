#pragma once

#include "connectors/api/explained_view.hpp"

#include <vector>

namespace connectors::api {

/// Periods that run for a party, counted from the steps of the case: nobody at the office owes
/// anything by them, so that no event starts them and no list counts them.
[[nodiscard]] std::vector<party_period> periods_of_parties(call& of,
                                                           const engine::case_state& state);

} // namespace connectors::api
