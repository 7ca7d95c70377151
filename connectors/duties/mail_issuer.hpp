#pragma once

#include "connectors/duties/program_steps.hpp"
#include "connectors/issued_mail.hpp"

#include <cstddef>
#include <map>
#include <optional>

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

    /// The duty is done with the step, in whichever way, and never asks for its mail again.
    void forget(const events::event& step);
    /// Mails that were asked for and are not recorded yet.
    [[nodiscard]] std::size_t waiting() const { return unrecorded_.size(); }

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
    struct unrecorded {
        events::event_id step;
        engine::command asked;
    };
    /// What was asked for and not recorded yet: asking again keeps no second copy of the bytes. One
    /// an office, whose letters go in their order: that of a step which another node did is
    /// replaced by the next.
    std::map<events::office_code, unrecorded> unrecorded_;
};

} // namespace connectors
