#pragma once

#include "engine/commands/accept_denunciation.hpp"
#include "engine/commands/accept_dossier.hpp"
#include "engine/commands/acknowledge_alert.hpp"
#include "engine/commands/announce_team.hpp"
#include "engine/commands/answer_accused_petition.hpp"
#include "engine/commands/answer_agency_document.hpp"
#include "engine/commands/apologise.hpp"
#include "engine/commands/assign_officer.hpp"
#include "engine/commands/attach_document.hpp"
#include "engine/commands/attach_reply.hpp"
#include "engine/commands/begin_examination.hpp"
#include "engine/commands/begin_verification.hpp"
#include "engine/commands/check_mail.hpp"
#include "engine/commands/choose_procedure.hpp"
#include "engine/commands/close_case.hpp"
#include "engine/commands/close_support.hpp"
#include "engine/commands/conclude_denunciation.hpp"
#include "engine/commands/confirm_appointment.hpp"
#include "engine/commands/correct_decision.hpp"
#include "engine/commands/decide_destruction.hpp"
#include "engine/commands/decline_petition.hpp"
#include "engine/commands/dismiss_mail.hpp"
#include "engine/commands/docket_complaint.hpp"
#include "engine/commands/end_enforcement.hpp"
#include "engine/commands/end_verification.hpp"
#include "engine/commands/erase_person.hpp"
#include "engine/commands/escalate_alert.hpp"
#include "engine/commands/excuse_deadline.hpp"
#include "engine/commands/extend_period.hpp"
#include "engine/commands/file_away.hpp"
#include "engine/commands/grant_role.hpp"
#include "engine/commands/guide_by_mail.hpp"
#include "engine/commands/guide_petitioner.hpp"
#include "engine/commands/hand_over.hpp"
#include "engine/commands/hand_to_investigators.hpp"
#include "engine/commands/handle_denunciation.hpp"
#include "engine/commands/hold_dialogue.hpp"
#include "engine/commands/issue_decision.hpp"
#include "engine/commands/issue_letter.hpp"
#include "engine/commands/issue_mail.hpp"
#include "engine/commands/lodge_second_complaint.hpp"
#include "engine/commands/miss_appointment.hpp"
#include "engine/commands/move_appointment.hpp"
#include "engine/commands/note_mail.hpp"
#include "engine/commands/note_matter_end.hpp"
#include "engine/commands/notify_parties.hpp"
#include "engine/commands/notify_party.hpp"
#include "engine/commands/open_enforcement_file.hpp"
#include "engine/commands/pause_disputed_act.hpp"
#include "engine/commands/pay_cash_in.hpp"
#include "engine/commands/press_lower_agency.hpp"
#include "engine/commands/publish_conclusion.hpp"
#include "engine/commands/publish_resolution.hpp"
#include "engine/commands/publish_rules.hpp"
#include "engine/commands/raise_alert.hpp"
#include "engine/commands/receive_accused_petition.hpp"
#include "engine/commands/receive_agency_document.hpp"
#include "engine/commands/receive_complaint.hpp"
#include "engine/commands/receive_denunciation.hpp"
#include "engine/commands/receive_explanation.hpp"
#include "engine/commands/receive_mail.hpp"
#include "engine/commands/receive_request.hpp"
#include "engine/commands/receive_supplement.hpp"
#include "engine/commands/reconcile_accounts.hpp"
#include "engine/commands/record_money.hpp"
#include "engine/commands/record_not_collected.hpp"
#include "engine/commands/record_performance.hpp"
#include "engine/commands/recount_period.hpp"
#include "engine/commands/refer_elsewhere.hpp"
#include "engine/commands/refuse_request.hpp"
#include "engine/commands/report_verification.hpp"
#include "engine/commands/request_explanation.hpp"
#include "engine/commands/request_supplement.hpp"
#include "engine/commands/resolve_alert.hpp"
#include "engine/commands/resolve_complaint.hpp"
#include "engine/commands/resume_case.hpp"
#include "engine/commands/return_draft.hpp"
#include "engine/commands/return_result.hpp"
#include "engine/commands/revoke_role.hpp"
#include "engine/commands/send_conclusion.hpp"
#include "engine/commands/send_resolution.hpp"
#include "engine/commands/send_result.hpp"
#include "engine/commands/set_aside_mail.hpp"
#include "engine/commands/set_team.hpp"
#include "engine/commands/sign_decision.hpp"
#include "engine/commands/solve_at_once.hpp"
#include "engine/commands/sort_mail.hpp"
#include "engine/commands/split_petition.hpp"
#include "engine/commands/submit_draft.hpp"
#include "engine/commands/suspend_case.hpp"
#include "engine/commands/terminate_case.hpp"
#include "engine/commands/transfer_petition.hpp"
#include "engine/commands/withdraw_decision.hpp"
#include "engine/commands/withdraw_request.hpp"
#include "events/alternative_of.hpp"

#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace engine {

/// Every command there is. To add one: a file in engine/commands, a line here, a row in a lifecycle
/// table and a record function; the compiler names whatever is forgotten.
using command_alternatives = std::variant<
    // clang-format off
    receive_mail,
    set_aside_mail,
    note_mail,
    sort_mail,
    dismiss_mail,
    choose_procedure,
    check_mail,
    guide_by_mail,
    confirm_appointment,
    move_appointment,
    miss_appointment,
    attach_reply,
    close_support,
    receive_request,
    request_supplement,
    receive_supplement,
    refuse_request,
    refer_elsewhere,
    accept_dossier,
    solve_at_once,
    hand_over,
    begin_examination,
    suspend_case,
    resume_case,
    submit_draft,
    return_draft,
    sign_decision,
    issue_decision,
    notify_party,
    open_enforcement_file,
    send_result,
    return_result,
    record_not_collected,
    apologise,
    correct_decision,
    withdraw_decision,
    withdraw_request,
    terminate_case,
    close_case,
    record_performance,
    end_enforcement,
    note_matter_end,
    assign_officer,
    attach_document,
    raise_alert,
    acknowledge_alert,
    escalate_alert,
    resolve_alert,
    excuse_deadline,
    extend_period,
    recount_period,
    issue_letter,
    receive_agency_document,
    answer_agency_document,
    issue_mail,
    record_money,
    pay_cash_in,
    reconcile_accounts,
    receive_complaint,
    docket_complaint,
    decline_petition,
    transfer_petition,
    guide_petitioner,
    file_away,
    decide_destruction,
    split_petition,
    request_explanation,
    receive_explanation,
    begin_verification,
    hold_dialogue,
    pause_disputed_act,
    resolve_complaint,
    send_resolution,
    publish_resolution,
    lodge_second_complaint,
    receive_denunciation,
    accept_denunciation,
    notify_parties,
    set_team,
    announce_team,
    end_verification,
    report_verification,
    conclude_denunciation,
    send_conclusion,
    publish_conclusion,
    handle_denunciation,
    receive_accused_petition,
    answer_accused_petition,
    hand_to_investigators,
    press_lower_agency,
    publish_rules,
    grant_role,
    revoke_role,
    erase_person
    // clang-format on
    >;

/// One of them; a class of its own for the same reason as events::payload.
class command_detail : public command_alternatives {
public:
    command_detail();
    command_detail(const command_detail& other);
    command_detail(command_detail&& other) noexcept;
    command_detail& operator=(const command_detail& other);
    command_detail& operator=(command_detail&& other) noexcept;
    ~command_detail();

    template <events::alternative_of<command_alternatives> Command>
    command_detail(Command&& command) // NOLINT(google-explicit-constructor): as a variant is made
        : command_alternatives(std::in_place_type<std::remove_cvref_t<Command>>,
                               std::forward<Command>(command)) {}

    bool operator==(const command_detail& other) const;
};

[[nodiscard]] std::string_view name_of(const command_detail& what);

} // namespace engine

template <>
struct std::variant_size<engine::command_detail> : std::variant_size<engine::command_alternatives> {
};
template <std::size_t I>
struct std::variant_alternative<I, engine::command_detail>
    : std::variant_alternative<I, engine::command_alternatives> {};
