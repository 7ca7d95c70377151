#pragma once

#include "connectors/mail/compose.hpp"
#include "engine/command.hpp"
#include "events/documents.hpp"
#include "events/event.hpp"
#include "events/log.hpp"
#include "events/vault.hpp"
#include "projections/snapshot.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// An e-mail to a person as it was issued: its bytes lie in the document store, sealed under a key
/// of its own which the person's box in the event `mail_issued` gives (decisions 0020 and 0057).
namespace connectors {

/// Who gets the mail, and what it is.
struct mail_to_issue {
    events::person_id person; ///< whose key seals it; must exist
    const outgoing_message& message;
    std::string_view bytes; ///< the message as the outbox gets it
};

/// Keeps the bytes, durable when it returns, and makes the command whose event names them. Its id
/// follows from the step, so that however often a mail is issued, one event counts.
[[nodiscard]] engine::command command_to_issue(const mail_to_issue& what, const events::event& step,
                                               const events::vault& keys,
                                               events::document_store& into);

/// The event that issued the mail about that step of the case; none for a step that sent none, or
/// whose mail was sent by a program that did not keep it.
[[nodiscard]] std::optional<events::event> mail_issued_for(const projections::snapshot& view,
                                                           const events::log& log,
                                                           const events::case_id& subject,
                                                           std::uint64_t step);

/// What the box of an issued mail says of it.
struct issued_mail_summary {
    std::string to_address;
    std::string subject;
    std::string message_id;
    std::optional<std::string> enclosed; ///< name of the file that went along
    events::digest sha256;               ///< of the bytes as they were sent
};
/// Empty when the person was erased.
[[nodiscard]] std::optional<issued_mail_summary> summary_of(const events::vault& keys,
                                                            const events::event& issued);

/// The very bytes that were sent. Empty when the person was erased. Throws events::fault
/// `document-missing`, corruption `document-damaged` when they are not those that were hashed.
[[nodiscard]] std::optional<std::string> issued_bytes(const events::vault& keys,
                                                      const events::document_store& documents,
                                                      const events::event& issued);

} // namespace connectors
