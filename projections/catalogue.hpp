#pragma once

#include "projections/projection.hpp"

#include <span>
#include <string>

namespace projections {

/// Every projection there is.
[[nodiscard]] std::span<const projection* const> catalogue();

/// Changes whenever rows of an older program could not be read: the fields of all that is stored,
/// the tables and their owners, and projection_version.
[[nodiscard]] std::string store_schema();

} // namespace projections
