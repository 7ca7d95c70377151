#include "connectors/duties/letter_choice.hpp"

#include <algorithm>
#include <array>

namespace connectors {

bool is_about_enforcement(const events::payload& what) {
    return std::holds_alternative<events::case_suspended>(what) ||
           std::holds_alternative<events::case_resumed>(what) ||
           std::holds_alternative<events::case_terminated>(what) ||
           std::holds_alternative<events::referred_elsewhere>(what);
}

std::optional<mail_template> template_of(const events::payload& what) {
    const auto* extended = std::get_if<events::period_extended>(&what);
    if (extended != nullptr && extended->days == 0) {
        return std::nullopt; // counted again, before period_recounted: nothing was granted
    }
    using enum mail_template;
    using letter_of = std::pair<std::string_view, mail_template>;
    static constexpr std::array all{
        letter_of{events::supplement_requested::name, supplement},
        letter_of{events::request_refused::name, refusal},
        letter_of{events::referred_elsewhere::name, referral},
        letter_of{events::dossier_accepted::name, receipt},
        letter_of{events::decision_corrected::name, corrected},
        letter_of{events::decision_withdrawn::name, revoked},
        letter_of{events::result_sent::name, result_sent},
        letter_of{events::result_not_collected::name, result_waits},
        letter_of{events::case_suspended::name, suspended},
        letter_of{events::case_resumed::name, resumed},
        letter_of{events::case_terminated::name, stopped},
        letter_of{events::request_withdrawn::name, stopped},
        letter_of{events::support_closed::name, support_closed},
        letter_of{events::complaint_docketed::name, petition_docketed},
        letter_of{events::petition_declined::name, petition_declined},
        letter_of{events::petition_transferred::name, petition_transferred},
        letter_of{events::petitioner_guided::name, petition_guided},
        letter_of{events::resolution_sent::name, resolution_sent},
        letter_of{events::period_extended::name, period_extended},
    };
    const auto* found = std::ranges::find(all, events::name_of(what), &letter_of::first);
    return found == all.end() ? std::nullopt : std::optional{found->second};
}

mail_template guidance_of(events::check_outcome found, const std::string& procedure) {
    switch (found) {
    case events::check_outcome::valid:
    case events::check_outcome::incomplete:
        return mail_template::guidance_incomplete;
    case events::check_outcome::no_right:
        return mail_template::guidance_no_right;
    case events::check_outcome::no_jurisdiction:
        return mail_template::guidance_no_jurisdiction;
    case events::check_outcome::procedure_only:
        return procedure == "denunciation" ? mail_template::guidance_denunciation
                                           : mail_template::guidance_complaint;
    }
    return mail_template::guidance_incomplete;
}

} // namespace connectors
