#pragma once

#include "connectors/mail/message.hpp"

#include <tl/expected.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace connectors {

/// Whether a message answers by itself (RFC 3834) or was sent by an officer's own act.
enum class mail_origin { by_person, automatic };

/// A file to be sent along.
struct outgoing_file {
    std::string name;
    /// `application/pdf`.
    std::string media_type;
    std::string bytes;
};

/// A message to one recipient. All text is UTF-8.
struct outgoing_message {
    std::string from_name;
    std::string from_address;
    /// May be empty.
    std::string to_name;
    std::string to_address;
    std::string subject;
    events::instant date;
    /// Without angle brackets; the caller derives it, so that sending again gives the same message.
    std::string message_id;
    /// Without angle brackets; empty for none.
    std::string in_reply_to;
    std::vector<std::string> references;
    mail_origin origin = mail_origin::by_person;
    std::string text;
    std::vector<outgoing_file> files;
};

/// Why a message cannot be sent as it is.
struct compose_refusal {
    /// control_character, bad_address, bad_message_id, bad_media_type, empty_message.
    std::string code;
    std::string detail;
};

/// The message as bytes for SMTP: a function of its fields alone, byte for byte. Refuses what could
/// write a header or a recipient of its own.
[[nodiscard]] tl::expected<std::string, compose_refusal>
compose_message(const outgoing_message& message);

/// Whether mail can be written from there or to there: `name@domain` of plain ASCII atoms (RFC 5321
/// without quoted strings and address literals).
[[nodiscard]] bool is_plain_address(std::string_view text);

/// A Message-ID that is a function of `name` (a command id, say) alone: <hash>@<domain>, without
/// angle brackets.
[[nodiscard]] std::string message_id_of(std::string_view name, std::string_view domain);

} // namespace connectors
