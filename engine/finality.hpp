#pragma once

#include "events/vocabulary.hpp"

namespace engine {

/// Whether nothing more is owed in this status. A word of its own, and not "no row leaves it",
/// because a closed case can still be corrected, and because old logs must not depend on tables.
/// A test holds it equal to what the lifecycle tables say.
[[nodiscard]] constexpr bool is_final(events::lifecycle follows, events::status at) {
    using enum events::status;
    switch (at) {
    case noted:
    case support_closed:
    case refused:
    case referred_elsewhere:
    case closed:
    case terminated:
    case declined:
    case transferred:
    case guided:
    case filed_away:
        return true;
    case withdrawn: // a docketed petition that is withdrawn still needs its termination
        return follows == events::lifecycle::dossier;
    case none:
    case awaiting_sorting:
    case mail_received:
    case checked:
    case awaiting_reply:
    case guided_away:
    case appointment_booked:
    case received:
    case awaiting_supplement:
    case accepted:
    case solved_at_once:
    case handed_over:
    case in_examination:
    case suspended:
    case awaiting_signature:
    case signed_by_head:
    case issued:
    case result_sent:
    case returned:
    case petition_received:
    case docketed:
    case awaiting_explanation:
    case verifying:
    case resolved:
    case resolution_sent:
    case resolution_published:
    case petition_accepted:
    case verification_ended:
    case reported:
    case concluded:
    case conclusion_sent:
    case conclusion_published:
    case handled:
        return false;
    }
    return false;
}

} // namespace engine
