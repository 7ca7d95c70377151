#pragma once

#include "events/describe.hpp"

#include <array>
#include <cstdint>
#include <string_view>

/// The closed words of the rules: what happens in a case, and what can come of it.
namespace engine {

/// Something that happens in a case and starts or meets a deadline; see may_start_a_deadline().
enum class fact : std::uint8_t {
    request_received,
    dossier_complete,
    officer_assigned,
    document_issued,
    petition_received,
    docketed,
    explanation_requested,
    decided,
    withdrawal_received,
    accepted,
    team_decided,
    verification_ended,
    concluded,
    judgment_received,
    judgment_effective,
    valid_notification,
    posting_start,
    termination_notified,
    conclusion_received,
    explanation_request_received,
    handling_decided,
    repeat_received,
    ground_found,
    handed_over,
    refused,
    supplement_asked,
    result_notified,
    dossier_opened,
    declined,
    transferred,
    explained,
    resolved,
    sent,
    published,
    notified,
    team_announced,
    reported,
    handled,
    terminated,
    stopped,
    resumed,
    decision_signed,
    issued, ///< a signed decision, with its number; document_issued starts what follows from it
    performance_confirmed, ///< that a matter is wholly performed: it ends by law
    matter_ended,          ///< the one that was confirmed
    filed_away,            ///< a petition that is kept for a while and no more
    money_collected,
    cash_collected, ///< as money_collected, and in cash
    money_paid_out,
    cash_paid_in,             ///< into the agency's fund
    destruction_decided,      ///< of a petition that was kept for its time
    agency_document_received, ///< electronic, of another agency
    agency_document_answered,
};

[[nodiscard]] constexpr std::uint64_t bit_of(fact what) {
    return std::uint64_t{1} << static_cast<unsigned>(what);
}

/// Those up to ground_found; that a case is stopped, goes on or is terminated, which is then told;
/// that a decision is signed, which is then issued; that a matter is confirmed to be performed,
/// which then ends; that a petition is filed away, which is then kept; that money is
/// collected, which is then paid out; and that a document of another agency comes, which is then
/// acknowledged.
[[nodiscard]] constexpr bool may_start_a_deadline(fact what) {
    return what <= fact::ground_found || what == fact::stopped || what == fact::resumed ||
           what == fact::terminated || what == fact::decision_signed ||
           what == fact::performance_confirmed || what == fact::filed_away ||
           what == fact::money_collected || what == fact::cash_collected ||
           what == fact::agency_document_received;
}

/// What can come of a check or a decision.
enum class outcome : std::uint8_t {
    accept,
    solve_at_once,
    ask_supplement,
    refuse_no_right,
    refuse_unrelated,
    refuse_no_obligation,
    refuse_no_jurisdiction,
    refuse_time_barred,
    refuse_no_ground,
    transfer,
    guide_once,
    file_away,
    split,
    withdrawn,
    terminated,
    suspended,
    grant,
    grant_part,
    revoked,
    corrected,
    replaced,
    resumed,
    archive, ///< the file of an ended matter comes one step nearer to the archive
    pressed, ///< the agency above presses the one that is late
};

[[nodiscard]] constexpr bool is_refusal(outcome what) {
    return what >= outcome::refuse_no_right && what <= outcome::refuse_no_ground;
}

} // namespace engine

template <> struct events::enum_names<engine::fact> {
    static constexpr std::array<std::string_view, 53> names{"request_received",
                                                            "dossier_complete",
                                                            "officer_assigned",
                                                            "document_issued",
                                                            "petition_received",
                                                            "docketed",
                                                            "explanation_requested",
                                                            "decided",
                                                            "withdrawal_received",
                                                            "accepted",
                                                            "team_decided",
                                                            "verification_ended",
                                                            "concluded",
                                                            "judgment_received",
                                                            "judgment_effective",
                                                            "valid_notification",
                                                            "posting_start",
                                                            "termination_notified",
                                                            "conclusion_received",
                                                            "explanation_request_received",
                                                            "handling_decided",
                                                            "repeat_received",
                                                            "ground_found",
                                                            "handed_over",
                                                            "refused",
                                                            "supplement_asked",
                                                            "result_notified",
                                                            "dossier_opened",
                                                            "declined",
                                                            "transferred",
                                                            "explained",
                                                            "resolved",
                                                            "sent",
                                                            "published",
                                                            "notified",
                                                            "team_announced",
                                                            "reported",
                                                            "handled",
                                                            "terminated",
                                                            "stopped",
                                                            "resumed",
                                                            "decision_signed",
                                                            "issued",
                                                            "performance_confirmed",
                                                            "matter_ended",
                                                            "filed_away",
                                                            "money_collected",
                                                            "cash_collected",
                                                            "money_paid_out",
                                                            "cash_paid_in",
                                                            "destruction_decided",
                                                            "agency_document_received",
                                                            "agency_document_answered"};
};

template <> struct events::enum_names<engine::outcome> {
    static constexpr std::array<std::string_view, 24> names{"accept",
                                                            "solve_at_once",
                                                            "ask_supplement",
                                                            "refuse_no_right",
                                                            "refuse_unrelated",
                                                            "refuse_no_obligation",
                                                            "refuse_no_jurisdiction",
                                                            "refuse_time_barred",
                                                            "refuse_no_ground",
                                                            "transfer",
                                                            "guide_once",
                                                            "file_away",
                                                            "split",
                                                            "withdrawn",
                                                            "terminated",
                                                            "suspended",
                                                            "grant",
                                                            "grant_part",
                                                            "revoked",
                                                            "corrected",
                                                            "replaced",
                                                            "resumed",
                                                            "archive",
                                                            "pressed"};
};
