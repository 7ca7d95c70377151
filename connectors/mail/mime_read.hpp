#pragma once

#include "connectors/mail/message.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectors {

/// One leaf of a message's tree: what a mail program shows as text or as a file.
struct mime_leaf {
    /// `text/plain`, lower case.
    std::string type;
    /// As declared; empty when not.
    std::string charset;
    /// RFC 2231 parts joined, RFC 2047 words still encoded.
    std::string file_name;
    bool attached = false;
    /// The transfer encoding, lower case; empty when not declared.
    std::string encoding;
    /// Which multipart/alternative it lies in, 0 for none.
    std::size_t alternative = 0;
    /// How many messages it is inside of (forwarded as attachments), 0 for the message's own.
    std::size_t inner = 0;
    /// Decoded from its transfer encoding.
    std::string bytes;
};

struct mime_header {
    /// Lower case.
    std::string name;
    /// Unfolded, RFC 2047 words still encoded.
    std::string value;
};

/// A message taken apart by one parser. Never all there is: see the findings.
struct mime_reading {
    std::vector<mime_header> headers;
    std::vector<mime_leaf> leaves;
    std::vector<mail_finding> findings;

    /// The first header of that name (lower case); empty when missing.
    [[nodiscard]] std::string header(std::string_view name) const;
    [[nodiscard]] bool has_header(std::string_view name) const;
};

/// Name and address of one mailbox; the name's RFC 2047 words are still encoded.
struct raw_mailbox {
    std::string name;
    std::string address;
};

/// Takes a message apart with GMime. `mail` must have passed bounded(); total after that.
[[nodiscard]] mime_reading read_mime(std::string_view mail);

/// The mailboxes of an address header, groups flattened. `value` is UTF-8 and bounded.
[[nodiscard]] std::vector<raw_mailbox> read_mailboxes(std::string_view value);
/// The ids of a References or In-Reply-To header, without angle brackets.
[[nodiscard]] std::vector<std::string> read_message_ids(std::string_view value);
[[nodiscard]] std::optional<events::instant> read_mail_date(std::string_view value);

} // namespace connectors
