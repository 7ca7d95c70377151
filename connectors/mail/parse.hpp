#pragma once

#include "connectors/mail/message.hpp"

#include <string_view>
#include <vector>

namespace connectors {

/// Reads one e-mail. Total: any bytes give a message, and what was wrong with them is in its
/// findings; it never throws for what the bytes are. `raw` is what the mail server delivered,
/// stored by the caller before this is called; `known` is what reading the file found, see
/// read_mail().
[[nodiscard]] inbound_message parse_message(std::string_view raw,
                                            std::vector<mail_finding> known = {});

} // namespace connectors
