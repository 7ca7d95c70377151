#pragma once

#include "connectors/mail/message.hpp"

#include <string>

namespace connectors {

/// The key of what was said: SHA-256 hex over the sender's address, the folded subject, what it
/// answers, the office's day of its date, the text with blanks evened out, and the sorted hashes of
/// the attachments. Message-ID is left out on purpose: senders omit and reuse it. The day is in, so
/// that a reminder in the same words a month later is not taken for a copy.
[[nodiscard]] std::string content_key(const inbound_message& message);

} // namespace connectors
