#pragma once

#include "events/digest.hpp"
#include "events/instant.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace connectors {

/// Something a person should know about a message. `code` is stable, `detail` is an English
/// sentence for staff and logs, without the sender's text.
struct mail_finding {
    std::string code;
    std::string detail;
    bool operator==(const mail_finding&) const = default;
};

/// What a mail was of which only the beginning is kept: larger than `kept_bytes_max`.
struct cut_mail {
    events::digest sha256; ///< of all its bytes
    std::size_t bytes = 0;
    bool operator==(const cut_mail&) const = default;
};

/// A file that came with a message. Names and types are the sender's claims.
struct mail_attachment {
    /// The name as the sender wrote it, decoded to NFC, not cleaned: never use it as a path.
    std::string sent_name;
    /// The name for screens: one line, no path, no control or direction characters, never empty.
    std::string display_name;
    /// `application/pdf`, as declared, in lower case.
    std::string declared_type;
    /// What the first bytes say; empty when they say nothing.
    std::string sniffed_type;
    events::digest sha256;
    std::string bytes;
};

/// One e-mail as it was read. E-mail is support, not filing (QĐ 536/QĐ-TCTHADS 2017), and proves no
/// identity: every field except `sha256`, `sniffed_type` and the findings is the sender's claim.
struct inbound_message {
    /// Of the raw bytes, all of them.
    events::digest sha256;
    /// Without angle brackets; empty when missing.
    std::string message_id;
    std::string in_reply_to;
    std::vector<std::string> references;
    std::string from_name;
    /// Lower case; empty when missing or unreadable.
    std::string from_address;
    std::vector<std::string> to;
    std::vector<std::string> cc;
    /// One clean line.
    std::string subject;
    std::optional<events::instant> date;
    /// NFC, lines end in LF, quoted parts kept.
    std::string text;
    /// `text` without the quoted parts: what the sender wrote this time.
    std::string fresh_text;
    std::vector<mail_attachment> attachments;
    /// Set when a program sent it (RFC 3834): never answer it automatically.
    std::optional<mail_finding> automatic;
    /// The Message-ID that a delivery report is about (RFC 3464); empty otherwise.
    std::string report_of;
    /// Reasons for which a person must look before the message counts as read. Empty is normal.
    std::vector<mail_finding> ambiguous;
    /// Worth showing, but no reason for doubt: the text was taken from HTML, and the like.
    std::vector<mail_finding> notes;
    /// SHA-256 hex of what was said: equal for two copies of one message that came by different
    /// ways, whatever their Received lines, boundaries and transfer encodings. See content_key.hpp.
    std::string content_key;
};

} // namespace connectors
