#pragma once

#include "connectors/mail/compose.hpp"

#include <string_view>

namespace connectors {

/// An e-mail that compose_message() wrote, read from its bytes as it was sent: whatever the office
/// would write today. Names and addresses as they stand in its headers, its text, and its files.
[[nodiscard]] outgoing_message read_back(std::string_view sent);

} // namespace connectors
