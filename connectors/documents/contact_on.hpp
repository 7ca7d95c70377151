#pragma once

#include "connectors/office_contact.hpp"
#include "events/ids.hpp"
#include "events/instant.hpp"

#include <map>
#include <string>

namespace engine {
struct rule_set;
}

namespace connectors {

/// What an installation was configured with, by office key.
using office_contacts = std::map<std::string, office_contact>;

/// The one answer for slips, letters and e-mails of that day. The telephone that the rule set dates
/// comes first: a page that is drawn again years later must show the number of its day, and the
/// configuration knows no days; it stands in where the rule set has none. A mailbox is what the
/// installation really sends from, so there the configuration comes first. Empty: nobody told.
[[nodiscard]] office_contact contact_on(const engine::rule_set& rules,
                                        const office_contacts& configured,
                                        const events::office_code& office, events::local_date day);

} // namespace connectors
