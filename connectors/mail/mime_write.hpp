#pragma once

#include "connectors/mail/message.hpp"
#include "connectors/mail/mime_read.hpp"

#include <string>
#include <vector>

namespace connectors {

/// A message to be written. Values are UTF-8 and must not contain control characters.
struct mime_document {
    raw_mailbox from;
    raw_mailbox to;
    std::string subject;
    events::instant date;
    /// Without angle brackets.
    std::string message_id;
    /// Written as they are, after the others: In-Reply-To and the like. ASCII.
    std::vector<mime_header> others;
    /// Lines end in LF.
    std::string text;
    std::vector<mail_attachment> files;
    /// Must not occur in the text or the files.
    std::string boundary;
};

/// The message as it goes out: CRLF, ASCII, lines of at most 78 characters where possible; a
/// function of the document alone.
[[nodiscard]] std::string write_mime(const mime_document& document);

} // namespace connectors
