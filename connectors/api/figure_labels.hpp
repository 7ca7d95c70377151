#pragma once

#include "connectors/http/problem.hpp"
#include "projections/statistics.hpp"

namespace connectors::api {

/// What a figure is called in tables for people.
[[nodiscard]] const bilingual& label_of(projections::figure what);
[[nodiscard]] const bilingual& label_of_carried_over();
[[nodiscard]] const bilingual& label_of_in_progress();

} // namespace connectors::api
