#pragma once

#include "connectors/mail/mime_read.hpp"

#include <optional>

namespace connectors {

/// Why a message was sent by a program and not by a person (RFC 3834, 2919, 3464), or nothing.
/// Codes: auto_submitted, delivery_report, null_return_path, mailing_list, bulk_precedence,
/// auto_reply_header, system_sender.
[[nodiscard]] std::optional<mail_finding> automatic_reason(const mime_reading& reading,
                                                           const std::string& from_address);

/// The Message-ID of the message that a delivery report returns; empty when it names none.
[[nodiscard]] std::string reported_message_id(const mime_reading& reading);

} // namespace connectors
