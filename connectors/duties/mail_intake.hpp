#pragma once

#include "connectors/documents/contact_on.hpp"
#include "connectors/mail/message.hpp"
#include "connectors/mail/recognise.hpp"
#include "engine/node.hpp"
#include "engine/rule_set.hpp"
#include "events/documents.hpp"
#include "events/log.hpp"
#include "events/vault.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace projections {
class store;
}

namespace connectors {

/// The code of the fault that says that the rules refuse a mail: trying again changes nothing.
/// With any other fault trying again later is right.
inline constexpr const char* mail_not_taken = "mail-not-taken";

/// The finding of a mail that was too large to be kept whole.
inline constexpr const char* kept_in_part = "kept_in_part";

/// What became of one mail.
struct intake_result {
    events::digest sha256; ///< of the raw bytes
    events::mail_outcome outcome = events::mail_outcome::new_case;
    events::case_id subject;
    std::string code;      ///< of the case that it opened or belongs to; empty for an unknown one
    std::string why;       ///< the code of the reason
    std::string reason_vi; ///< as a sentence
    std::string reason;
};

/// Takes incoming mail into the log. The raw bytes are kept and hashed before anything reads them,
/// sealed so that erasing the sender erases them; taking the same mail in again changes nothing and
/// answers `duplicate`.
class mail_intake {
public:
    /// `contacts`: the mailboxes that the installation was configured with, beside those of the
    /// rule set: what comes from one of them is the office's own.
    mail_intake(const events::log& log, events::vault& keys, events::document_store& documents,
                const projections::store& store, engine::node& node, const engine::rule_set& rules,
                office_contacts contacts = {})
        : log_(log), keys_(keys), documents_(documents), store_(store), node_(node), rules_(rules),
          contacts_(std::move(contacts)) {}

    /// `cut` when `raw` is only the beginning of what came. Returns once the event is durable and
    /// folded. Throws events::fault when the node cannot take it now; trying again is safe.
    [[nodiscard]] intake_result take(const events::office_code& office, std::string_view raw,
                                     const std::optional<cut_mail>& cut = {});

private:
    struct read_mail;
    [[nodiscard]] recognition recognised(const events::office_code& office,
                                         const inbound_message& message) const;
    /// What an earlier look at the very same bytes recorded.
    [[nodiscard]] std::optional<intake_result> taken_before(const events::office_code& office,
                                                            std::string_view raw,
                                                            const events::digest& hash) const;
    [[nodiscard]] engine::command command_of(const read_mail& mail,
                                             const events::case_id& subject) const;
    /// Under whose key the mail lies in the case: erasing that person erases it.
    [[nodiscard]] std::optional<events::person_id> writer_in(const engine::case_state& known,
                                                             const read_mail& mail) const;
    /// The sender, and what was said, sealed; the files, sealed and kept. `secret` when only those
    /// who handle denunciations may know who wrote.
    void seal_sender(engine::command& into, const read_mail& mail, const engine::case_state* known,
                     bool secret) const;
    [[nodiscard]] intake_result record(read_mail mail);

    const events::log& log_;
    events::vault& keys_;
    events::document_store& documents_;
    const projections::store& store_;
    engine::node& node_;
    const engine::rule_set& rules_;
    office_contacts contacts_;
};

} // namespace connectors
