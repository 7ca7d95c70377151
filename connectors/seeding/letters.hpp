#pragma once

#include "connectors/seeding/matter.hpp"
#include "events/catalogue/incoming_mail.hpp"

#include <string>
#include <string_view>

namespace connectors::seeding {

/// What a citizen writes.
struct words {
    std::string subject;
    std::string text;
};

/// A request as a citizen would make it by e-mail; without some papers when it is not `complete`.
[[nodiscard]] words request_words(chance& luck, const invented_person& from,
                                  const engine::office& to, std::string_view procedure,
                                  bool complete);
/// An answer to the guidance that the office sent.
[[nodiscard]] words answer_words(chance& luck, const invented_person& from);
/// A mail of which nobody can tell what it asks for.
[[nodiscard]] words unclear_words(chance& luck, const invented_person& from);
/// What a mail program sends by itself.
[[nodiscard]] words automatic_words();

/// A mail as it lies in the office's mailbox, with what the intake would note about it.
struct letter {
    std::string raw;
    events::incoming_mail about;
    std::string message_id;
    words said;
};

/// Who writes to whom, and when.
struct envelope {
    const invented_person& from;
    const engine::office& to;
    events::instant sent{};
    std::string_view name;                     ///< makes the Message-ID
    std::string_view in_reply_to{};            ///< a Message-ID
    std::string_view reason = "nothing_known"; ///< how it was recognised
};
[[nodiscard]] letter write_letter(const envelope& around, words said);

/// The mailbox of an office, or an address that cannot exist where none is published.
[[nodiscard]] std::string mailbox_of(const engine::office& office);

enum class sender { new_person, known_person };
/// The newest step of the case brings this mail.
void bring(matter& m, const letter& mail, sender who);

} // namespace connectors::seeding
