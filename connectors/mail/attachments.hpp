#pragma once

#include "connectors/mail/mime_read.hpp"

namespace connectors {

/// Keeps every part that is not the text of the message, with those of messages attached to it.
void read_attachments(const mime_reading& mail, inbound_message& message);

/// Where two parsers disagree on the parts, a person must look, and what only the strict one saw
/// comes along as a file, so that it is kept and scanned: an attacker chooses which reading the
/// victim's program takes.
void compare_readings(const mime_reading& mail, const mime_reading& strict,
                      inbound_message& message);

} // namespace connectors
