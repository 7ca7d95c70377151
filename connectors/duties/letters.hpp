#pragma once

#include "connectors/mail/templates.hpp"
#include "connectors/office_contact.hpp"
#include "engine/case_state.hpp"
#include "engine/rule_set.hpp"
#include "events/event.hpp"
#include "events/log.hpp"
#include "events/vault.hpp"

#include <map>
#include <optional>
#include <string>

namespace projections {
class store;
}

namespace connectors {

/// The person whom the office answers.
struct addressee {
    std::string name;
    std::string address;
};

/// What an event tells the person, before it is laid out.
struct letter {
    mail_template which{};
    mail_values values;
    addressee to;
};

/// Finds the words for what events say to the person: from the case as it was then, the rules and
/// the office's contact.
class letters {
public:
    letters(const events::log& log, const projections::store& store, const events::vault& keys,
            const engine::rule_set& rules, std::map<std::string, office_contact> contacts);

    /// Nothing when the event has no letter, the person has no address or was erased.
    [[nodiscard]] std::optional<letter> letter_for(const events::event& what) const;
    /// With the mailbox of the rule set where the configuration names none.
    [[nodiscard]] office_contact contact_of(const events::office_code& office) const;

private:
    void add_step(mail_values& v, const engine::case_state& state, const events::event& what) const;
    void add_competent(mail_values& v, const std::optional<events::office_code>& office) const;
    [[nodiscard]] std::string note_of(const events::event& what) const;
    void add_check(mail_values& v, const engine::case_state& state,
                   const events::event& guided) const;

    const events::log& log_;
    const projections::store& store_;
    const events::vault& keys_;
    const engine::rule_set& rules_;
    std::map<std::string, office_contact> contacts_;
};

} // namespace connectors
