#pragma once

#include "events/ids.hpp"

#include <string>
#include <string_view>

namespace projections {

/// Reads lowercase UUID text into its 16 bytes; false, leaving `into` undefined, when it is none.
[[nodiscard]] bool uuid_from_text(std::string_view text, char* into);
/// Appends the 36 characters of a UUID.
void append_uuid_text(std::string& to, std::string_view bytes);

} // namespace projections
