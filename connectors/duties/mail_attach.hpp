#pragma once

#include "engine/case_state.hpp"
#include "engine/command.hpp"
#include "engine/node.hpp"
#include "events/log.hpp"
#include "events/vault.hpp"
#include "projections/snapshot.hpp"

namespace connectors {

/// An officer who says that a mail set aside answers in a case.
struct attaching {
    events::officer_id officer;
    events::role as = events::role::counter_officer;
};

/// What became of the command that decided.
struct attached_mail {
    engine::command asked;
    engine::answer told;
};

/// Whether the mail waits for a person, or was attached to this case before.
[[nodiscard]] bool can_be_attached(const engine::case_state& mail, const engine::case_state& to);

/// Records the mail in the case as the person's answer, then that nothing more is to be done where
/// it waited. The mail stays sealed under its own sender's key, so that erasing the sender erases
/// both; in a secret case it was a denouncer's, and where it waited becomes as secret. Asking again
/// finds what was recorded. Precondition: can_be_attached(mail, to).
[[nodiscard]] attached_mail attach_mail(engine::node& node, const events::log& log,
                                        const projections::snapshot& view,
                                        const events::vault& keys, const engine::case_state& mail,
                                        const engine::case_state& to, const attaching& by);

} // namespace connectors
