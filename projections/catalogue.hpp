#pragma once

#include "projections/projection.hpp"

#include <span>
#include <string>

namespace projections {

/// Every projection there is.
[[nodiscard]] std::span<const projection* const> catalogue();

/// Changes whenever rows of an older program could not be read, or may lack something: the fields
/// of all that is stored, the tables and their owners, projection_version, and the events that the
/// program knows with all their fields.
[[nodiscard]] std::string store_schema();

} // namespace projections
