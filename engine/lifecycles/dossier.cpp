#include "engine/lifecycles/guards_common.hpp"
#include "engine/lifecycles/guards_dossier.hpp"
#include "engine/lifecycles/guards_enforcement.hpp"
#include "engine/lifecycles/guards_performance.hpp"
#include "engine/lifecycles/guards_support.hpp"
#include "engine/lifecycles/guards_telling.hpp"
#include "engine/lifecycles/machine.hpp"

namespace engine {
namespace lifecycles {
namespace {

using enum events::status;
using namespace events;

using stops_enforcement =
    all<is_enforced_here, head_decides, states_ground_to<outcome::suspended>,
        register_follows_no_means, register_after_its_time, register_after_verifications,
        register_without_news, postponed_for_protest_once, states_reason>;

// The one-stop desk: Quyết định 537/QĐ-TCTHADS, and what the law adds after it.
// clang-format off
struct dossier_table { using rows_of_table = join<rows<
    //   from                 command             to                   records                guard
    step<none,                receive_request,    received,            request_received,      all<names_a_procedure, filing_is_lawful>>,
    step<received,            request_supplement, awaiting_supplement, supplement_requested,  all<supplement_is_allowed, names_missing_papers>>,
    step<awaiting_supplement, receive_supplement, received,            supplement_received>,
    step<received,            accept_dossier,     accepted,            dossier_accepted,      all<answered_with_a_slip, states_ground_asked_on, papers_are_complete, promise_is_stated, promise_is_lawful>>,
    step<received,            solve_at_once,      solved_at_once,      events::solved_at_once, all<somebody_asks, may_be_solved_at_once, papers_are_complete, confirms_what_is_asked, head_confirms>>,
    // A judgment of a court, an entrustment, a proposal: no slip, no promise (Luật Điều 28, 29, 36.2, 57.1b).
    step<received,            begin_examination,  in_examination,      examination_begun,     taken_up_without_a_slip>,

    step<accepted,            hand_over,          handed_over,         dossier_handed_over,   names_an_officer>,
    step<handed_over,         begin_examination,  in_examination,      examination_begun>,
    step<in_examination,      suspend_case,       suspended,           case_suspended,        all<states_reason, stops_no_enforcement_yet>>,
    step<suspended,           resume_case,        in_examination,      case_resumed,          stopped_in<in_examination>>,
    step<in_examination,      submit_draft,       awaiting_signature,  draft_submitted,       all<refusal_states_ground, grant_states_ground, confirms_what_is_asked>>,
    step<awaiting_signature,  return_draft,       in_examination,      draft_returned>,
    step<awaiting_signature,  sign_decision,      signed_by_head,      decision_signed,       signed_by_another>,
    step<signed_by_head,      issue_decision,     issued,              decision_issued>,

    step<issued,              send_result,        result_sent,         events::result_sent>,
    step<issued,              record_not_collected, issued,            result_not_collected,  promise_has_passed>,
    step<issued,              return_result,      returned,            result_returned>,
    step<result_sent,         return_result,      returned,            result_returned>,
    step<returned,            close_case,         closed,              case_closed,           all<nothing_is_owed, accounts_are_reconciled>>,
    step<issued,              close_case,         closed,              case_closed,           all<taken_up_without_a_slip, nothing_is_owed, accounts_are_reconciled>>,
    step<result_sent,         close_case,         closed,              case_closed,           all<taken_up_without_a_slip, nothing_is_owed, accounts_are_reconciled>>,
    step<solved_at_once,      close_case,         closed,              case_closed,           all<nothing_is_owed, accounts_are_reconciled>>,

    // The enforcement after its decision (Luật Điều 44a, 48-50, 55-57): a paper shows the ground, the head decides.
    // Also while the post has it: no protest waits until the return of the receipt.
    step<issued,              suspend_case,       suspended,           case_suspended,        stops_enforcement>,
    step<result_sent,         suspend_case,       suspended,           case_suspended,        stops_enforcement>,
    step<returned,            suspend_case,       suspended,           case_suspended,        stops_enforcement>,
    step<suspended,           suspend_case,       suspended,           case_suspended,        stops_enforcement>,
    step<suspended,           resume_case,        issued,              case_resumed,          all<stopped_in<issued>, head_decides, states_listed_ground_to<outcome::resumed>>>,
    step<suspended,           resume_case,        result_sent,         case_resumed,          all<stopped_in<result_sent>, head_decides, states_listed_ground_to<outcome::resumed>>>,
    step<suspended,           resume_case,        returned,            case_resumed,          all<stopped_in<returned>, head_decides, states_listed_ground_to<outcome::resumed>>>,
    step<issued,              terminate_case,     terminated,          case_terminated,       all<is_enforced_here, states_ground_to<outcome::terminated>, ground_has_come, states_reason>>,
    step<result_sent,         terminate_case,     terminated,          case_terminated,       all<is_enforced_here, states_ground_to<outcome::terminated>, ground_has_come, states_reason>>,
    step<returned,            terminate_case,     terminated,          case_terminated,       all<is_enforced_here, states_ground_to<outcome::terminated>, ground_has_come, states_reason>>,
    step<suspended,           terminate_case,     terminated,          case_terminated,       all<states_ground_once_decided<outcome::terminated>, ground_has_come, states_reason>>
    >,
    // Also where nobody supplies what was asked for: no dossier waits at the desk for ever.
    steps_to<refuse_request,  refused,            request_refused,            states_ground, received, awaiting_supplement>,
    steps_to<refer_elsewhere, referred_elsewhere, events::referred_elsewhere, always, received, awaiting_supplement>,
    steps_to<refer_elsewhere, referred_elsewhere, events::referred_elsewhere, all<is_enforced_here, head_decides, states_ground_to<outcome::transfer>>, issued, result_sent, returned, suspended>,
    stays<end_verification, events::verification_ended, is_enforced_here, issued, result_sent, returned, suspended>,
    // What is performed, and the end by law once that is confirmed (Luật Điều 52.1, 53).
    stays<record_performance, performance_recorded, all<is_enforced_here, performed_once, amount_is_a_sum, total_is_a_sum>, issued, result_sent, returned, suspended>,
    steps_to<end_enforcement, closed, enforcement_ended, all<is_enforced_here, performed_in_whole, names_the_confirmation>, issued, result_sent, returned, suspended>,
    stays<note_matter_end, matter_end_noted, a_matter_is_to_end, issued, result_sent, returned, solved_at_once>,
    stays<notify_party,          party_notified,          always,                   issued, result_sent, returned>,
    stays<notify_party,          party_notified,          is_enforced_here,         suspended, terminated, referred_elsewhere>,
    // That the decision was withdrawn is told as well (Luật Điều 39.2), while another is made or though none will be.
    stays<notify_party,          party_notified,          decision_was_withdrawn,   in_examination, awaiting_signature, signed_by_head, suspended, terminated, withdrawn>,
    // Nor does the end by law take back what they were not told yet.
    stays<notify_party,          party_notified,          ended_by_law,             closed>,
    stays<open_enforcement_file, enforcement_file_opened, all<enforcement_request_only, not_opened_yet>, issued, result_sent, returned, suspended>,
    stays<assign_officer,        officer_assigned,        names_an_officer,         accepted, handed_over, in_examination, suspended, issued, result_sent, returned>,
    stays<apologise,             apology_issued,          all<may_apologise_again, new_date_is_later, states_reason>, accepted, handed_over, in_examination, awaiting_signature, signed_by_head>,
    stays<attach_document,       document_attached,       all<grounds_are_known, ground_has_come>, received, awaiting_supplement, accepted, handed_over, in_examination, suspended, awaiting_signature, signed_by_head, issued, result_sent, returned, refused>,
    stays<attach_document,       document_attached,       all<archived_in_order, accounts_are_reconciled, nothing_is_owed>, closed, terminated, referred_elsewhere, withdrawn>,
    stays<attach_reply,          reply_received,          always,                   received, awaiting_supplement, accepted, handed_over, in_examination, suspended, awaiting_signature, signed_by_head, issued, result_sent, returned, closed>,
    stays<correct_decision,      decision_corrected,      always,                   issued, result_sent, returned, closed>,
    steps_to<withdraw_decision, in_examination, decision_withdrawn, always, issued, result_sent, returned>,
    steps_to<withdraw_decision, in_examination, decision_withdrawn, states_ground_to_revoke, closed>,
    steps_to<withdraw_request,  withdrawn,      request_withdrawn,  all<somebody_asks, not_decided_yet>, received, awaiting_supplement, accepted, handed_over, in_examination, suspended, awaiting_signature>,
    steps_to<terminate_case,    terminated,     case_terminated,    states_reason, awaiting_supplement, in_examination, awaiting_signature>>; };
// clang-format on

} // namespace
} // namespace lifecycles

const lifecycle_table& dossier_lifecycle() {
    static const lifecycle_table table = lifecycles::machine<lifecycles::dossier_table>::as_table(
        events::lifecycle::dossier,
        "Quyết định 537/QĐ-TCTHADS; Luật Thi hành án dân sự 26/2008/QH12");
    return table;
}

} // namespace engine
