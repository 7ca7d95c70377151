#pragma once

#include "connectors/documents/contact_on.hpp"
#include "connectors/mail/compose.hpp"
#include "connectors/mail/templates.hpp"
#include "engine/case_state.hpp"
#include "engine/forms/form.hpp"
#include "engine/rule_set.hpp"
#include "events/event.hpp"
#include "events/log.hpp"
#include "events/vault.hpp"

#include <optional>
#include <string>
#include <vector>

namespace projections {
class store;
}

namespace connectors {

/// Whether the installation itself took the step, so that its letter answers by itself.
[[nodiscard]] bool is_automatic_letter(events::role acting_as);

/// The person whom the office answers.
struct addressee {
    events::person_id person;
    std::string name;
    std::string address;
};

/// What an event tells the person, before it is laid out.
struct letter {
    mail_template which{};
    mail_values values;
    addressee to;
    mail_occasion about;
    /// The letter on paper that the mail carries, and the name of its file.
    std::optional<events::document_ref> enclosed;
    std::string enclosed_name;
};

/// Finds the words for what events say to the person: from the case as it was then, the rules and
/// the office's contact.
class letters {
public:
    letters(const events::log& log, const projections::store& store, const events::vault& keys,
            const engine::rule_set& rules, office_contacts contacts);

    /// Nothing when the event has no letter, the person has no address or was erased.
    [[nodiscard]] std::optional<letter> letter_for(const events::event& what) const;
    /// The letter as the office's e-mail, without the file that goes along.
    [[nodiscard]] outgoing_message message_of(const letter& made, const events::event& what) const;
    [[nodiscard]] office_contact contact_of(const events::office_code& office,
                                            events::local_date day) const;
    /// False for a letter on paper that goes to somebody else: it is not for the person's mailbox.
    [[nodiscard]] bool is_for_the_person(const events::event& what) const;

private:
    /// Whose it is, of which office and about what.
    void add_common(mail_values& v, const engine::case_state& state, const addressee& to,
                    const events::event& what) const;
    void add_appointment(mail_values& v, const engine::case_state& state,
                         const events::event& what) const;
    void add_step(mail_values& v, const engine::case_state& state, const events::event& what) const;
    void add_competent(mail_values& v, const std::optional<events::office_code>& office,
                       events::local_date day) const;
    void enclose(letter& into, const events::event& what) const;
    [[nodiscard]] std::string note_of(const events::event& what) const;
    void add_check(letter& into, const engine::case_state& state,
                   const events::event& guided) const;
    [[nodiscard]] events::office_code competent_office(const engine::case_state& state,
                                                       const events::event& guided) const;

    const events::log& log_;
    const projections::store& store_;
    const events::vault& keys_;
    const engine::rule_set& rules_;
    office_contacts contacts_;
    std::vector<engine::form> forms_;
    mail_templates templates_;
};

} // namespace connectors
