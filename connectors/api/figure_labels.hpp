#pragma once

#include "connectors/http/problem.hpp"
#include "projections/statistics.hpp"

namespace connectors::api {

/// What a figure is called in tables for people.
[[nodiscard]] const bilingual& label_of(projections::figure what);
/// The way on which somebody came.
[[nodiscard]] const bilingual& label_of(events::channel by);
[[nodiscard]] const bilingual& label_of_carried_over();
[[nodiscard]] const bilingual& label_of_in_progress();

} // namespace connectors::api
