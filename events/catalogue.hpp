#pragma once

#include "events/alternative_of.hpp"
#include "events/catalogue/accounts_reconciled.hpp"
#include "events/catalogue/accused_petition_answered.hpp"
#include "events/catalogue/accused_petition_received.hpp"
#include "events/catalogue/agency_document_answered.hpp"
#include "events/catalogue/agency_document_received.hpp"
#include "events/catalogue/alert_acknowledged.hpp"
#include "events/catalogue/alert_escalated.hpp"
#include "events/catalogue/alert_raised.hpp"
#include "events/catalogue/alert_resolved.hpp"
#include "events/catalogue/apology_issued.hpp"
#include "events/catalogue/appointment_confirmed.hpp"
#include "events/catalogue/appointment_missed.hpp"
#include "events/catalogue/appointment_moved.hpp"
#include "events/catalogue/case_closed.hpp"
#include "events/catalogue/case_resumed.hpp"
#include "events/catalogue/case_suspended.hpp"
#include "events/catalogue/case_terminated.hpp"
#include "events/catalogue/cash_paid_in.hpp"
#include "events/catalogue/complaint_docketed.hpp"
#include "events/catalogue/complaint_received.hpp"
#include "events/catalogue/complaint_resolved.hpp"
#include "events/catalogue/conclusion_published.hpp"
#include "events/catalogue/conclusion_sent.hpp"
#include "events/catalogue/deadline_excused.hpp"
#include "events/catalogue/decision_corrected.hpp"
#include "events/catalogue/decision_issued.hpp"
#include "events/catalogue/decision_signed.hpp"
#include "events/catalogue/decision_withdrawn.hpp"
#include "events/catalogue/denunciation_accepted.hpp"
#include "events/catalogue/denunciation_concluded.hpp"
#include "events/catalogue/denunciation_handled.hpp"
#include "events/catalogue/denunciation_received.hpp"
#include "events/catalogue/destruction_decided.hpp"
#include "events/catalogue/dialogue_held.hpp"
#include "events/catalogue/disputed_act_paused.hpp"
#include "events/catalogue/document_attached.hpp"
#include "events/catalogue/dossier_accepted.hpp"
#include "events/catalogue/dossier_handed_over.hpp"
#include "events/catalogue/draft_returned.hpp"
#include "events/catalogue/draft_submitted.hpp"
#include "events/catalogue/enforcement_ended.hpp"
#include "events/catalogue/enforcement_file_opened.hpp"
#include "events/catalogue/examination_begun.hpp"
#include "events/catalogue/explanation_received.hpp"
#include "events/catalogue/explanation_requested.hpp"
#include "events/catalogue/guidance_sent.hpp"
#include "events/catalogue/handed_to_investigators.hpp"
#include "events/catalogue/letter_issued.hpp"
#include "events/catalogue/lower_agency_pressed.hpp"
#include "events/catalogue/mail_checked.hpp"
#include "events/catalogue/mail_dismissed.hpp"
#include "events/catalogue/mail_issued.hpp"
#include "events/catalogue/mail_noted.hpp"
#include "events/catalogue/mail_set_aside.hpp"
#include "events/catalogue/mail_sorted.hpp"
#include "events/catalogue/matter_end_noted.hpp"
#include "events/catalogue/money_recorded.hpp"
#include "events/catalogue/officer_assigned.hpp"
#include "events/catalogue/parties_notified.hpp"
#include "events/catalogue/party_notified.hpp"
#include "events/catalogue/performance_recorded.hpp"
#include "events/catalogue/period_extended.hpp"
#include "events/catalogue/period_recounted.hpp"
#include "events/catalogue/person_erased.hpp"
#include "events/catalogue/petition_declined.hpp"
#include "events/catalogue/petition_filed_away.hpp"
#include "events/catalogue/petition_split.hpp"
#include "events/catalogue/petition_transferred.hpp"
#include "events/catalogue/petitioner_guided.hpp"
#include "events/catalogue/procedure_chosen.hpp"
#include "events/catalogue/referred_elsewhere.hpp"
#include "events/catalogue/reply_received.hpp"
#include "events/catalogue/request_received.hpp"
#include "events/catalogue/request_refused.hpp"
#include "events/catalogue/request_withdrawn.hpp"
#include "events/catalogue/resolution_published.hpp"
#include "events/catalogue/resolution_sent.hpp"
#include "events/catalogue/result_not_collected.hpp"
#include "events/catalogue/result_returned.hpp"
#include "events/catalogue/result_sent.hpp"
#include "events/catalogue/role_granted.hpp"
#include "events/catalogue/role_revoked.hpp"
#include "events/catalogue/rules_published.hpp"
#include "events/catalogue/second_complaint_received.hpp"
#include "events/catalogue/solved_at_once.hpp"
#include "events/catalogue/supplement_received.hpp"
#include "events/catalogue/supplement_requested.hpp"
#include "events/catalogue/support_closed.hpp"
#include "events/catalogue/support_requested.hpp"
#include "events/catalogue/team_announced.hpp"
#include "events/catalogue/verification_begun.hpp"
#include "events/catalogue/verification_ended.hpp"
#include "events/catalogue/verification_reported.hpp"
#include "events/catalogue/verification_team_set.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

namespace events {

/// An event of a type that this version does not know: it counts, moves its case by its facts, and
/// is shown by its name. Its own fields stay in the log.
struct unknown_event {
    std::string type;
    bool operator==(const unknown_event&) const = default;
};

/// Every event type there is. To add one: a file in events/catalogue and a line here; the compiler
/// and tests/events name whatever is forgotten.
using payload_alternatives = std::variant<
    unknown_event,
    // clang-format off
    support_requested,
    mail_set_aside,
    mail_noted,
    mail_sorted,
    mail_dismissed,
    procedure_chosen,
    mail_checked,
    guidance_sent,
    appointment_confirmed,
    appointment_moved,
    appointment_missed,
    reply_received,
    support_closed,
    request_received,
    supplement_requested,
    supplement_received,
    request_refused,
    referred_elsewhere,
    dossier_accepted,
    solved_at_once,
    dossier_handed_over,
    examination_begun,
    case_suspended,
    case_resumed,
    draft_submitted,
    draft_returned,
    decision_signed,
    decision_issued,
    party_notified,
    enforcement_file_opened,
    result_sent,
    result_returned,
    result_not_collected,
    apology_issued,
    decision_corrected,
    decision_withdrawn,
    request_withdrawn,
    case_terminated,
    case_closed,
    performance_recorded,
    enforcement_ended,
    matter_end_noted,
    officer_assigned,
    document_attached,
    alert_raised,
    alert_acknowledged,
    alert_escalated,
    alert_resolved,
    deadline_excused,
    period_extended,
    period_recounted,
    letter_issued,
    agency_document_received,
    agency_document_answered,
    mail_issued,
    money_recorded,
    cash_paid_in,
    accounts_reconciled,
    complaint_received,
    complaint_docketed,
    petition_declined,
    petition_transferred,
    petitioner_guided,
    petition_filed_away,
    destruction_decided,
    petition_split,
    explanation_requested,
    explanation_received,
    verification_begun,
    dialogue_held,
    disputed_act_paused,
    complaint_resolved,
    resolution_sent,
    resolution_published,
    second_complaint_received,
    denunciation_received,
    denunciation_accepted,
    parties_notified,
    verification_team_set,
    team_announced,
    verification_ended,
    verification_reported,
    denunciation_concluded,
    conclusion_sent,
    conclusion_published,
    denunciation_handled,
    accused_petition_received,
    accused_petition_answered,
    handed_to_investigators,
    lower_agency_pressed,
    rules_published,
    role_granted,
    role_revoked,
    person_erased
    // clang-format on
    >;

/// One of them. A class of its own only so that copying, moving, destroying and comparing a variant
/// of eighty types is compiled once and not in every file that holds an event.
class payload : public payload_alternatives {
public:
    payload();
    payload(const payload& other);
    payload(payload&& other) noexcept;
    payload& operator=(const payload& other);
    payload& operator=(payload&& other) noexcept;
    ~payload();

    template <alternative_of<payload_alternatives> Event>
    payload(Event&& event) // NOLINT(google-explicit-constructor): as a variant is made
        : payload_alternatives(std::in_place_type<std::remove_cvref_t<Event>>,
                               std::forward<Event>(event)) {}
    template <class Event, class... Arguments>
    explicit payload(std::in_place_type_t<Event> type, Arguments&&... arguments)
        : payload_alternatives(type, std::forward<Arguments>(arguments)...) {}

    bool operator==(const payload& other) const;
};

/// The name of the alternative: `request_received`, or the type text of an unknown event.
[[nodiscard]] std::string_view name_of(const payload& what);

} // namespace events

template <>
struct std::variant_size<events::payload> : std::variant_size<events::payload_alternatives> {};
template <std::size_t I>
struct std::variant_alternative<I, events::payload>
    : std::variant_alternative<I, events::payload_alternatives> {};

namespace events {

/// What each alternative is called in a type's text, by its index; "" for unknown_event.
inline constexpr auto payload_names = []<std::size_t... I>(std::index_sequence<I...>) {
    return std::array<std::string_view, sizeof...(I)>{[] {
        using T = std::variant_alternative_t<I, payload>;
        if constexpr (requires { T::name; }) {
            return std::string_view{T::name};
        } else {
            return std::string_view{};
        }
    }()...};
}(std::make_index_sequence<std::variant_size_v<payload>>{});

/// The index of the alternative of that name; nothing when no type is called so.
[[nodiscard]] std::optional<std::size_t> payload_index(std::string_view name);

} // namespace events
