#pragma once

#include "connectors/duties/program_steps.hpp"
#include "connectors/issued_mail.hpp"
#include "events/strong.hpp"

#include <optional>
#include <unordered_map>

namespace projections {
class store;
}

namespace connectors {

/// Issues mails: keeps the bytes, then has the event recorded that names them. For one thread.
class mail_issuer {
public:
    mail_issuer(const events::log& log, const projections::store& store, engine::node& node,
                const events::vault& keys, events::document_store& documents);

    /// The event that issued the mail about the step; nothing while none did.
    [[nodiscard]] std::optional<events::event> issued(const events::event& step) const;

    /// The event that issues the mail about the step, and that the log has when it returns: of
    /// another node, with its bytes, where that was quicker. Throws events::fault
    /// `mail-not-recorded`: nothing is lost, and asking again is safe.
    events::event issue(const mail_to_issue& what, const events::event& step);

    /// The bytes that the event names. Empty when the person was erased. Throws events::fault
    /// `document-missing`, corruption `document-damaged`.
    [[nodiscard]] std::optional<std::string> bytes_of(const events::event& issued) const {
        return issued_bytes(keys_, documents_, issued);
    }

private:
    const events::log& log_;
    const projections::store& store_;
    const events::vault& keys_;
    events::document_store& documents_;
    program_steps steps_;
    /// What was asked for and not recorded yet: asking again keeps no second copy of the bytes.
    std::unordered_map<events::event_id, engine::command, events::strong_hash> unrecorded_;
};

} // namespace connectors
