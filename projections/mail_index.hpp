#pragma once

#include "events/event.hpp"
#include "projections/snapshot.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace projections {

/// The Message-ID of the mail that an event sends, without the angle brackets it has in a header:
/// `EVENT_ID@OFFICE.motcua.invalid`. The same whoever asks, so that sending twice is seen.
[[nodiscard]] std::string outgoing_message_id(const events::event_id& event,
                                              const events::office_code& office);

/// SHA-256 in hex of a Message-ID, with or without angle brackets: incoming_mail.message_key.
[[nodiscard]] std::string message_key(std::string_view message_id);

/// Whether an event of this type is told to the person by e-mail, so that answers may refer to it.
[[nodiscard]] bool is_told_by_mail(const events::payload& what);
/// The same of a name, so that a step need not be read to know.
[[nodiscard]] bool is_told_by_mail(std::string_view type);

enum class mail_direction { incoming, outgoing };

/// A mail that the office has had to do with.
struct known_mail {
    events::case_id subject;
    events::office_code office;
    mail_direction direction = mail_direction::incoming;
    bool operator==(const known_mail&) const = default;
};

/// The office's mails with this message_key(). Ask with the Message-ID itself (duplicate) and with
/// each of In-Reply-To and References (reply).
[[nodiscard]] std::vector<known_mail> mails_by_message_key(const snapshot& view,
                                                           const events::office_code& office,
                                                           std::string_view message_key);
/// The office's incoming mails with this incoming_mail.content_key.
[[nodiscard]] std::vector<known_mail> mails_by_content_key(const snapshot& view,
                                                           const events::office_code& office,
                                                           std::string_view content_key);

} // namespace projections
