#include "engine/common_papers.hpp"
#include "engine/explainers.hpp"
#include "engine/law.hpp"
#include "engine/numbering.hpp"
#include "engine/pressing.hpp"
#include "engine/record.hpp"

#include <algorithm>
#include <utility>

namespace engine {
namespace {

using events::office_date;

struct petition_steps {
    const step_input& step;

    [[nodiscard]] decided<recorded> with_code(recorded out) const {
        auto claim = numbering::case_code(step.context, step.whole.office, office_date(step.at),
                                          step.state.at);
        if (!claim) {
            return tl::unexpected(claim.error());
        }
        out.numbers.push_back(*std::move(claim));
        return out;
    }
    /// A repeat denunciation (tố cáo tiếp) states the ground `repeat`, where the law of the day of
    /// receipt knows one: Luật Tố cáo 25/2018/QH14 Điều 37.
    [[nodiscard]] bool repeats() const {
        const auto* denunciation = step.context.rules.find("denunciation");
        return std::ranges::count(step.whole.grounds, "repeat") > 0 && denunciation != nullptr &&
               find_ground(*denunciation, "repeat", office_date(step.at)) != nullptr;
    }
    [[nodiscard]] recorded docketed(recorded out, std::string_view series) const {
        out.numbers.push_back(
            numbering::slip(step.context, step.whole.office, office_date(step.at), series, "TL"));
        return out;
    }

    decided<recorded> operator()(const receive_complaint& c) const {
        return with_code(plain(events::complaint_received{c.received_by, c.kind,
                                                          c.level.value_or(events::instance::first),
                                                          c.against_head},
                               {fact::petition_received}));
    }
    decided<recorded> operator()(const docket_complaint& c) const {
        if (auto no = refused_common(step, c)) {
            return tl::unexpected(*std::move(no));
        }
        // The notice may be common; each complaint is a line of the docket.
        return docketed(
            plain(events::complaint_docketed{step.state.level, c.common_with}, {fact::docketed}),
            "complaint_docket");
    }
    decided<recorded> operator()(const decline_petition&) const {
        return plain(events::petition_declined{}, {fact::declined});
    }
    decided<recorded> operator()(const transfer_petition& c) const {
        return plain(events::petition_transferred{c.to}, {fact::transferred});
    }
    decided<recorded> operator()(const guide_petitioner&) const {
        return plain(events::petitioner_guided{}, {fact::handled});
    }
    decided<recorded> operator()(const file_away&) const {
        return plain(events::petition_filed_away{}, {fact::handled, fact::filed_away});
    }
    decided<recorded> operator()(const decide_destruction& c) const {
        return plain(events::destruction_decided{c.outcome, c.reason.value_or("")},
                     {fact::destruction_decided});
    }
    decided<recorded> operator()(const split_petition& c) const {
        return plain(events::petition_split{c.other});
    }
    decided<recorded> operator()(const request_explanation& c) const {
        return plain(events::explanation_requested{c.from}, {fact::explanation_requested});
    }
    decided<recorded> operator()(const receive_explanation& c) const {
        return plain(events::explanation_received{whose_explanation(step.state, c.explainer)},
                     {fact::explained});
    }
    decided<recorded> operator()(const begin_verification&) const {
        return plain(events::verification_begun{});
    }
    decided<recorded> operator()(const hold_dialogue& c) const {
        return plain(events::dialogue_held{c.on});
    }
    decided<recorded> operator()(const resolve_complaint& c) const {
        return plain(events::complaint_resolved{c.result, c.measure},
                     {fact::resolved, fact::decided});
    }
    decided<recorded> operator()(const send_resolution&) const {
        return plain(events::resolution_sent{}, {fact::sent});
    }
    decided<recorded> operator()(const publish_resolution&) const {
        return plain(events::resolution_published{}, {fact::published});
    }
    decided<recorded> operator()(const lodge_second_complaint&) const {
        return plain(events::second_complaint_received{}, {fact::petition_received});
    }
    decided<recorded> operator()(const receive_denunciation& c) const {
        // Of a repeat only whether to open it again is asked: the periods of a first one do not
        // run.
        return with_code(plain(events::denunciation_received{c.received_by, c.against_head},
                               {repeats() ? fact::repeat_received : fact::petition_received}));
    }
    decided<recorded> operator()(const accept_denunciation&) const {
        return docketed(plain(events::denunciation_accepted{}, {fact::accepted, fact::docketed}),
                        "denunciation_docket");
    }
    decided<recorded> operator()(const notify_parties&) const {
        return plain(events::parties_notified{}, {fact::notified});
    }
    decided<recorded> operator()(const set_team&) const {
        return plain(events::verification_team_set{}, {fact::team_decided});
    }
    decided<recorded> operator()(const announce_team&) const {
        return plain(events::team_announced{}, {fact::team_announced});
    }
    decided<recorded> operator()(const end_verification&) const {
        return plain(events::verification_ended{}, {fact::verification_ended});
    }
    decided<recorded> operator()(const report_verification&) const {
        return plain(events::verification_reported{}, {fact::reported});
    }
    decided<recorded> operator()(const conclude_denunciation& c) const {
        return plain(events::denunciation_concluded{c.result}, {fact::concluded});
    }
    decided<recorded> operator()(const send_conclusion&) const {
        return plain(events::conclusion_sent{}, {fact::sent});
    }
    decided<recorded> operator()(const publish_conclusion&) const {
        return plain(events::conclusion_published{}, {fact::published});
    }
    decided<recorded> operator()(const handle_denunciation& c) const {
        return plain(events::denunciation_handled{c.by_decision},
                     c.by_decision.value_or(false)
                         ? std::vector{fact::handled, fact::handling_decided}
                         : std::vector{fact::handled});
    }
    decided<recorded> operator()(const pause_disputed_act& c) const {
        return plain(events::disputed_act_paused{c.what});
    }
    decided<recorded> operator()(const receive_accused_petition&) const {
        return plain(events::accused_petition_received{});
    }
    decided<recorded> operator()(const answer_accused_petition& c) const {
        // It is resolved again as a denunciation is resolved: Thông tư 13/2021/TT-BTP Điều 23.2.
        return plain(events::accused_petition_answered{c.outcome},
                     c.outcome == events::review_outcome::reopened
                         ? std::vector{fact::accepted, fact::docketed}
                         : std::vector<fact>{});
    }
    decided<recorded> operator()(const hand_to_investigators&) const {
        return plain(events::handed_to_investigators{}, {fact::transferred});
    }
    decided<recorded> operator()(const press_lower_agency& c) const {
        events::lower_agency_pressed out{{}, c.deadline, {}, c.number, c.reason};
        if (const auto* above =
                agency_above(step.context.rules, step.state.office, office_date(step.at))) {
            out.by = above->key;
        }
        if (const auto* late = step.state.open_deadline(c.deadline)) {
            out.due = late->due;
        }
        return plain(std::move(out));
    }
    decided<recorded> operator()(const auto&) const { return recorded{}; }
};

} // namespace

decided<recorded> record_petition(const step_input& step) {
    return std::visit(petition_steps{step}, step.whole.detail);
}

} // namespace engine
