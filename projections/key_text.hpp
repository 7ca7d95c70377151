#pragma once

#include "projections/table.hpp"

#include <string>
#include <string_view>

namespace projections {

/// A row's key for people: its parts joined by ` / `, or its bytes in hex when it is not of its
/// table's form.
[[nodiscard]] std::string key_text(table where, std::string_view key);

} // namespace projections
