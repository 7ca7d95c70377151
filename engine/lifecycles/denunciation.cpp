#include "engine/lifecycles/guards_common.hpp"
#include "engine/lifecycles/guards_denunciation.hpp"
#include "engine/lifecycles/guards_petition.hpp"
#include "engine/lifecycles/guards_pressing.hpp"
#include "engine/lifecycles/machine.hpp"

namespace engine {
namespace lifecycles {
namespace {

using enum events::status;
using namespace events;

// Luật Thi hành án dân sự 26/2008/QH12 Điều 154-157; Luật Tố cáo; Thông tư 13/2021/TT-BTP.
// Who denounces is secret: that person's data is sealed apart, as the part `denouncer`.
// clang-format off
struct denunciation_table { using rows_of_table = join<rows<
    //   from                  command                to                    records                       guard
    step<none,                 receive_denunciation,  petition_received,    denunciation_received,        all<filed_not_mailed, filed_by_a_lawful_way>>,
    step<petition_received,    accept_denunciation,   petition_accepted,    denunciation_accepted,        not_against_the_head>,
    step<petition_received,    decline_petition,      declined,             petition_declined,            states_ground>,
    step<petition_received,    transfer_petition,     transferred,          petition_transferred,         is_for_another_agency>,
    // Who came in person is told where to go instead (Luật Tố cáo Điều 24.2).
    step<petition_received,    guide_petitioner,      guided,               petitioner_guided,            all<came_in_person, is_guided_on_a_ground>>,
    step<petition_received,    hand_to_investigators, transferred,          handed_to_investigators>,
    step<petition_received,    file_away,             filed_away,           petition_filed_away,          states_ground>,
    step<petition_received,    withdraw_request,      filed_away,           request_withdrawn>,
    step<petition_received,    split_petition,        petition_received,    petition_split,               splits_off_another_kind>,

    step<petition_accepted,    notify_parties,        petition_accepted,    parties_notified,             parties_not_told>,
    step<petition_accepted,    set_team,              verifying,            verification_team_set>,
    step<verifying,            notify_parties,        verifying,            parties_notified,             parties_not_told>,
    step<verifying,            announce_team,         verifying,            team_announced>,
    step<verifying,            suspend_case,          suspended,            case_suspended,               all<states_listed_ground_to<outcome::suspended>, states_reason>>,
    step<suspended,            resume_case,           verifying,            case_resumed>,
    step<verifying,            end_verification,      verification_ended,   events::verification_ended>,
    step<verification_ended,   report_verification,   reported,             verification_reported>,
    step<reported,             conclude_denunciation, concluded,            denunciation_concluded>,
    step<concluded,            send_conclusion,       conclusion_sent,      events::conclusion_sent>,
    // To publish and to handle are owed side by side from the conclusion on (Điều 24.2, 25.1).
    step<conclusion_sent,      publish_conclusion,    conclusion_published, events::conclusion_published>,
    step<conclusion_sent,      handle_denunciation,   handled,              denunciation_handled>,
    step<conclusion_published, handle_denunciation,   handled,              denunciation_handled>,
    step<handled,              publish_conclusion,    handled,              events::conclusion_published, not_published_yet>,
    step<handled,              close_case,            closed,               case_closed,                  all<nothing_is_owed, no_petition_is_pending, conclusion_was_published>>,
    step<withdrawn,            terminate_case,        terminated,           case_terminated,              states_reason>,
    step<withdrawn,            resume_case,           petition_accepted,    case_resumed,                 all<goes_on_though_withdrawn, stopped_in<petition_accepted>>>,
    step<withdrawn,            resume_case,           verifying,            case_resumed,                 all<goes_on_though_withdrawn, stopped_in<verifying>>>,
    step<withdrawn,            resume_case,           verification_ended,   case_resumed,                 all<goes_on_though_withdrawn, stopped_in<verification_ended>>>,
    step<withdrawn,            resume_case,           reported,             case_resumed,                 all<goes_on_though_withdrawn, stopped_in<reported>>>
    >,
    steps_to<withdraw_request, withdrawn,  request_withdrawn, always,        petition_accepted, verifying, suspended, verification_ended, reported>,
    steps_to<terminate_case,   terminated, case_terminated,   all<states_listed_ground_to<outcome::terminated>, states_reason>, petition_accepted, verifying, suspended, verification_ended, reported>,
    stays<extend_period,   period_extended,   all<extension_is_lawful, states_reason>, petition_received, petition_accepted, verifying, verification_ended, reported>,
    // Their days run on while it is suspended and once the verification has ended.
    stays<notify_parties,  parties_notified,  parties_not_told,     suspended, verification_ended, reported, concluded, conclusion_sent, conclusion_published, handled>,
    stays<announce_team,   team_announced,    announcement_is_owed, suspended, verification_ended, reported, concluded, conclusion_sent, conclusion_published, handled>,
    stays<notify_party,    party_notified,    all<tells_a_notice, notice_is_owed>, suspended, verifying, verification_ended, reported, concluded, conclusion_sent, conclusion_published, handled, terminated>,
    // The accused received the conclusion: from that day on there are fifteen to petition against it.
    stays<notify_party,    party_notified,    all<tells_the_conclusion, accused_may_petition, received_after_it_was_sent>, conclusion_sent, conclusion_published, handled, closed>,
    // The accused petitions against the conclusion, and the agency above answers (Điều 23).
    stays<receive_accused_petition, accused_petition_received, all<accused_may_petition, no_petition_is_pending, petition_is_in_time>, conclusion_sent, conclusion_published, handled, closed>,
    stays<answer_accused_petition, accused_petition_answered, all<petition_is_pending, answered_from_above, upholds_the_conclusion>, conclusion_sent, conclusion_published, handled, closed>,
    steps_to<answer_accused_petition, petition_accepted, accused_petition_answered, all<petition_is_pending, answered_from_above, reopens_on_a_ground>, conclusion_sent, conclusion_published, handled, closed>,
    // It goes on as before: what is asked for is a result (Nghị định 152/2026/NĐ-CP Điều 76.2).
    stays<press_lower_agency, lower_agency_pressed, presses_lawfully, petition_received, petition_accepted, verifying, verification_ended, reported>,
    // Kept for a year; then its destruction is decided on (Thông tư 13/2021/TT-BTP Điều 8.4, 16.3).
    stays<decide_destruction, destruction_decided, all<keeping_is_over, says_why_it_is_kept>, filed_away>,
    stays<attach_document, document_attached, always, petition_received, petition_accepted, verifying, verification_ended, reported>>; };
// clang-format on

} // namespace
} // namespace lifecycles

const lifecycle_table& denunciation_lifecycle() {
    static const lifecycle_table table =
        lifecycles::machine<lifecycles::denunciation_table>::as_table(
            events::lifecycle::denunciation,
            "Luật Thi hành án dân sự 26/2008/QH12 Điều 154-157; Luật Tố cáo 25/2018/QH14");
    return table;
}

} // namespace engine
