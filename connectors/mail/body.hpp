#pragma once

#include "connectors/mail/mime_read.hpp"

#include <string_view>

namespace connectors {

/// A part that is read as text, not kept as a file.
[[nodiscard]] bool is_body(const mime_leaf& leaf, std::string_view type);

/// Sets the text of a message from its plain parts; from an HTML part only where no plain part says
/// the same. At most 1 MiB.
void read_text(const mime_reading& mail, inbound_message& message);

} // namespace connectors
