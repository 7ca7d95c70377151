#include "engine/lifecycles/guards_common.hpp"
#include "engine/lifecycles/guards_complaint.hpp"
#include "engine/lifecycles/guards_petition.hpp"
#include "engine/lifecycles/guards_pressing.hpp"
#include "engine/lifecycles/machine.hpp"

namespace engine {
namespace lifecycles {
namespace {

using enum events::status;
using namespace events;

// Luật Thi hành án dân sự 26/2008/QH12 Điều 140-153; Thông tư 13/2021/TT-BTP.
// clang-format off
struct complaint_table { using rows_of_table = join<rows<
    //   from                  command                 to                    records                       guard
    step<none,                 receive_complaint,      petition_received,    complaint_received,           all<filed_not_mailed, filed_by_a_lawful_way, comes_at_a_level>>,
    step<petition_received,    request_supplement,     awaiting_supplement,  supplement_requested,         all<supplement_is_allowed, names_missing_papers>>,
    step<awaiting_supplement,  receive_supplement,     petition_received,    supplement_received>,
    step<petition_received,    split_petition,         petition_received,    petition_split,               splits_off_another_kind>,
    step<petition_received,    docket_complaint,       docketed,             complaint_docketed,           all<not_against_the_head, contests_no_refusal, resolved_from_above>>,
    // The person complained to the agency above, and that agency revoked the refusal (Điều 8.5b).
    step<declined,             docket_complaint,       docketed,             complaint_docketed,           is_told_to_accept>,

    step<docketed,             request_explanation,    awaiting_explanation, explanation_requested>,
    step<awaiting_explanation, receive_explanation,    verifying,            explanation_received,         all<says_who_explains, names_who_was_asked>>,
    step<docketed,             begin_verification,     verifying,            verification_begun>,
    step<verifying,            receive_explanation,    verifying,            explanation_received,         all<says_who_explains, names_who_was_asked>>,
    step<verifying,            hold_dialogue,          verifying,            dialogue_held>,
    step<verifying,            request_explanation,    awaiting_explanation, explanation_requested>,
    // The days to explain run from the receipt of the request, not from its sending (Điều 9.2).
    step<awaiting_explanation, notify_party,           awaiting_explanation, party_notified,               all<tells_the_request_to_explain, explanation_is_awaited, says_who_explains, names_who_was_asked, received_after_it_was_asked>>,
    step<verifying,            notify_party,           verifying,            party_notified,               all<tells_the_request_to_explain, explanation_is_awaited, says_who_explains, names_who_was_asked, received_after_it_was_asked>>,
    // Who does not explain holds nothing up: the period to resolve runs on.
    step<awaiting_explanation, begin_verification,     verifying,            verification_begun>,
    step<docketed,             resolve_complaint,      resolved,             complaint_resolved,           resolved_from_above>,
    step<awaiting_explanation, resolve_complaint,      resolved,             complaint_resolved,           resolved_from_above>,
    step<verifying,            resolve_complaint,      resolved,             complaint_resolved,           resolved_from_above>,
    step<resolved,             send_resolution,        resolution_sent,      events::resolution_sent>,
    step<resolution_sent,      publish_resolution,     resolution_published, events::resolution_published, second_complaint>,
    step<resolution_sent,      lodge_second_complaint, petition_received,    second_complaint_received,    all<first_complaint, has_second_level>>,
    step<closed,               lodge_second_complaint, petition_received,    second_complaint_received,    all<first_complaint, has_second_level>>,
    step<resolution_sent,      close_case,             closed,               case_closed,                  first_complaint>,
    step<resolution_published, close_case,             closed,               case_closed>,

    step<withdrawn,            terminate_case,         terminated,           case_terminated,              states_reason>
    >,
    // Not docketed, also where nobody supplies what was asked for (Thông tư 13/2021/TT-BTP Điều 8).
    steps_to<decline_petition,  declined,    petition_declined,    states_ground, petition_received, awaiting_supplement>,
    steps_to<transfer_petition, transferred, petition_transferred, all<passes_on_lawfully, is_for_another_agency>, petition_received, awaiting_supplement>,
    steps_to<guide_petitioner,  guided,      petitioner_guided,    all<not_guided_before, states_listed_ground_to<outcome::guide_once>>, petition_received, awaiting_supplement>,
    steps_to<file_away,         filed_away,  petition_filed_away,  states_ground, petition_received, awaiting_supplement>,
    // Before docketing a withdrawn petition is only filed away (Thông tư 13/2021/TT-BTP Điều 10.1).
    steps_to<withdraw_request,  filed_away,  request_withdrawn,    always, petition_received, awaiting_supplement>,
    steps_to<withdraw_request, withdrawn,  request_withdrawn, always,        docketed, awaiting_explanation, verifying>,
    steps_to<terminate_case,   terminated, case_terminated,   all<states_listed_ground_to<outcome::terminated>, states_reason>, docketed, awaiting_explanation, verifying>,
    stays<extend_period,   period_extended,   all<extension_is_lawful, states_reason>, docketed, awaiting_explanation, verifying>,
    // The complaint goes on meanwhile, and so do its periods (Luật Điều 145.1b).
    stays<pause_disputed_act, events::disputed_act_paused, all<not_paused_yet, pause_is_lawful>, docketed, awaiting_explanation, verifying>,
    // It goes on as before: what is asked for is a result (Nghị định 152/2026/NĐ-CP Điều 74.1).
    stays<press_lower_agency, lower_agency_pressed, presses_lawfully, petition_received, docketed, awaiting_explanation, verifying>,
    // Kept for a year; then its destruction is decided on (Thông tư 13/2021/TT-BTP Điều 8.4, 16.3).
    stays<decide_destruction, destruction_decided, all<keeping_is_over, says_why_it_is_kept>, filed_away>,
    stays<attach_document, document_attached, always, petition_received, awaiting_supplement, docketed, awaiting_explanation, verifying>>; };
// clang-format on

} // namespace
} // namespace lifecycles

const lifecycle_table& complaint_lifecycle() {
    static const lifecycle_table table = lifecycles::machine<lifecycles::complaint_table>::as_table(
        events::lifecycle::complaint,
        "Luật Thi hành án dân sự 26/2008/QH12 Điều 140-153; Thông tư 13/2021/TT-BTP");
    return table;
}

} // namespace engine
