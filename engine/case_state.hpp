#pragma once

#include "engine/agency_document.hpp"
#include "engine/case_deadline.hpp"
#include "engine/enforcement_stops.hpp"
#include "engine/law_days.hpp"
#include "engine/voucher.hpp"
#include "events/describe.hpp"
#include "events/event.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// The period in which a matter ends that was confirmed to be wholly performed; it runs where the
/// law of the confirmation's day has a matter end by it (Luật THADS art. 52.1).
inline constexpr std::string_view matter_end_period = "end_matter";

/// What the events of a case amount to. Only evolve() changes it.
struct case_state {
    // identity and chain
    events::case_id id;
    events::office_code office;
    std::uint64_t version = 0;                ///< number of counting events
    events::digest head;                      ///< hash of the newest counting event
    std::vector<events::command_id> commands; ///< that have counted, oldest first
    std::uint64_t mails_since = 0; ///< mail_issued since the newest event of another kind

    // where it stands
    events::status at = events::status::none;
    events::lifecycle follows = events::lifecycle::support;
    std::optional<events::status> before_suspension; ///< or before a withdrawal
    std::string opening_ground; ///< stated when it was filed: a repeat, what may not be refused
    std::string status_ground;  ///< on which it came to its status, where a step stated one
    std::string procedure;
    std::string code;         ///< mã hồ sơ, once the request is filed
    std::string support_code; ///< while it is help by e-mail
    events::rules_id rules;   ///< in force when it was received; kept for life

    // who
    events::officer_id opened_by;
    events::officer_id holder; ///< who has it on the desk
    events::officer_id drafter;
    events::officer_id concluded_by;         ///< who signed the conclusion of a denunciation
    events::officer_id resolved_by;          ///< who resolved a complaint, the last time
    std::vector<events::sealed_box> persons; ///< the newest box of each part

    // when
    events::instant opened_at{};
    events::instant changed_at{}; ///< time of the newest event that is no mail_issued
    std::optional<events::instant> received_at;
    std::optional<events::instant> docketed_at; ///< a petition, the last time
    std::optional<events::instant> accepted_at;
    std::optional<events::instant> appointment_at;
    std::optional<events::instant> promised_at;
    std::optional<events::instant> issued_at;
    /// When the person could have had the result: sent, or, where nobody came for it, as issued and
    /// promised. It is judged by this, whenever it is handed over.
    std::optional<events::instant> offered_at;
    std::optional<events::instant> returned_at;
    std::optional<events::instant> conclusion_sent_at; ///< of a denunciation
    /// When the accused received it, once that is known; of several the last one.
    std::optional<events::local_date> conclusion_received_on;
    std::optional<events::instant> officer_asked_at;      ///< to explain, while they have not
    std::optional<events::instant> lower_agency_asked_at; ///< likewise
    std::optional<events::instant> ended_at;              ///< when it came to a final status

    // what guards ask
    std::optional<events::channel> received_by;
    std::optional<events::check_outcome> checked_as;
    std::optional<events::decision_outcome> proposal;
    std::optional<events::return_method> result_by;
    events::instance level = events::instance::first;
    std::optional<events::complaint_kind> kind;
    std::int64_t supplements = 0;
    std::int64_t apologies = 0;
    std::int64_t protest_postponements = 0; ///< at the request of who may protest
    bool officer_named = false;             ///< who enforces what is decided, perhaps before it is
    bool file_opened = false;               ///< the enforcement dossier of the decision that stands
    /// Of what the decision obliges to, by the newest record.
    std::optional<events::performance> performed;
    std::int64_t performed_amount = 0; ///< đồng, of all records
    /// What the draft confirms, or what was confirmed on the spot.
    std::optional<events::performance> confirms;
    std::string confirmed_matter; ///< code of the matter that it is about
    bool guided_once = false;
    bool against_head = false; ///< of the office that took the petition in
    bool parties_told = false;
    bool disputed_act_paused = false; ///< until the complaint is resolved
    bool petition_pending = false;    ///< of the accused, against the conclusion
    bool conclusion_published =
        false; ///< of a denunciation; what is concluded anew is published anew
    bool destruction_decided = false; ///< of a petition that was filed away
    std::string decision_number;
    std::string register_number;
    /// Code of the case whose decision, or notice of docketing, is this one's too.
    std::string common_with;
    std::string shares_request_of; ///< code of the case that the same request opened first

    std::vector<deadline> deadlines;
    std::vector<alert> alerts;
    std::vector<voucher> vouchers;                 ///< oldest first
    std::vector<agency_document> agency_documents; ///< that were not answered yet
    std::vector<accountants_voucher> only_theirs;
    /// Grounds of the papers that came into the file after its end: how far archiving has come.
    std::vector<std::string> archiving;
    enforcement_stops stops; ///< of what was decided, since it last went on

    [[nodiscard]] bool exists() const { return version > 0; }
    /// The day whose law holds for it: it keeps the version in force when it was received.
    [[nodiscard]] events::local_date law_of() const {
        return events::office_date(received_at.value_or(opened_at));
    }
    /// The days by which the law is chosen for what happens at this moment. What ended without
    /// being taken up is judged as it was then; what still may be, as if it were taken up now.
    [[nodiscard]] law_days law_at(events::instant when) const {
        return {law_of(), events::office_date(docketed_at.value_or(ended_at.value_or(when))),
                events::office_date(when)};
    }
    /// The same for the case as it stands.
    [[nodiscard]] law_days law_by_now() const { return law_at(changed_at); }
    /// The code that people use: the case code, or the support code before filing.
    [[nodiscard]] const std::string& shown_code() const {
        return code.empty() ? support_code : code;
    }
    [[nodiscard]] const deadline* open_deadline(std::string_view deadline_id) const;
    /// Ended once all is performed (Luật Điều 52.1). So says as well what was closed by a step of
    /// the office after that, which owes nothing more.
    [[nodiscard]] bool ended_by_law() const;
    /// A matter that ends by law, on the day of its confirmation, still pays out what was
    /// collected, and one that is terminated or entrusted, or whose request is withdrawn after its
    /// decision was, what it still holds; from the first paper of its archiving on its accounts are
    /// settled.
    [[nodiscard]] bool still_pays_out() const;
    /// Whether the office owes it now. An ended matter owes nothing but what its end began: an
    /// enforcement that is terminated or entrusted, and a denunciation that is terminated, end by a
    /// decision, which the parties are told (Luật Điều 39.2; Thông tư 13/2021/TT-BTP Điều 18); what
    /// they were not told yet of a decision that was withdrawn, or of one whose matter ended by
    /// law; while it still pays out, the periods
    /// of that money; and, of any case, that a document of another agency came.
    [[nodiscard]] bool owes(const deadline& one) const;
    /// Whether it confirms that a matter is wholly performed.
    [[nodiscard]] bool confirms_all() const {
        return confirms == events::performance::whole && !confirmed_matter.empty();
    }
    /// Whether who saw it at that version has seen all there is to decide on: what came since, if
    /// anything, only says that the person was sent what an earlier step tells.
    [[nodiscard]] bool is_as_seen_at(std::uint64_t seen) const {
        return seen <= version && seen + mails_since >= version;
    }
    [[nodiscard]] bool has_counted(const events::command_id& command) const;

    static constexpr auto fields();
    bool operator==(const case_state&) const = default;
};

constexpr auto case_state::fields() {
    using s = case_state;
    return std::tuple{events::field{"id", &s::id},
                      events::field{"office", &s::office},
                      events::field{"version", &s::version},
                      events::field{"head", &s::head},
                      events::field{"commands", &s::commands},
                      events::field{"mails_since", &s::mails_since},
                      events::field{"at", &s::at},
                      events::field{"follows", &s::follows},
                      events::field{"before_suspension", &s::before_suspension},
                      events::field{"opening_ground", &s::opening_ground},
                      events::field{"status_ground", &s::status_ground},
                      events::field{"procedure", &s::procedure},
                      events::field{"code", &s::code},
                      events::field{"support_code", &s::support_code},
                      events::field{"rules", &s::rules},
                      events::field{"opened_by", &s::opened_by},
                      events::field{"holder", &s::holder},
                      events::field{"drafter", &s::drafter},
                      events::field{"concluded_by", &s::concluded_by},
                      events::field{"resolved_by", &s::resolved_by},
                      events::field{"persons", &s::persons},
                      events::field{"opened_at", &s::opened_at},
                      events::field{"changed_at", &s::changed_at},
                      events::field{"received_at", &s::received_at},
                      events::field{"docketed_at", &s::docketed_at},
                      events::field{"accepted_at", &s::accepted_at},
                      events::field{"appointment_at", &s::appointment_at},
                      events::field{"promised_at", &s::promised_at},
                      events::field{"issued_at", &s::issued_at},
                      events::field{"offered_at", &s::offered_at},
                      events::field{"returned_at", &s::returned_at},
                      events::field{"conclusion_sent_at", &s::conclusion_sent_at},
                      events::field{"conclusion_received_on", &s::conclusion_received_on},
                      events::field{"officer_asked_at", &s::officer_asked_at},
                      events::field{"lower_agency_asked_at", &s::lower_agency_asked_at},
                      events::field{"ended_at", &s::ended_at},
                      events::field{"received_by", &s::received_by},
                      events::field{"checked_as", &s::checked_as},
                      events::field{"proposal", &s::proposal},
                      events::field{"result_by", &s::result_by},
                      events::field{"level", &s::level},
                      events::field{"kind", &s::kind},
                      events::field{"supplements", &s::supplements},
                      events::field{"apologies", &s::apologies},
                      events::field{"protest_postponements", &s::protest_postponements},
                      events::field{"officer_named", &s::officer_named},
                      events::field{"file_opened", &s::file_opened},
                      events::field{"performed", &s::performed},
                      events::field{"performed_amount", &s::performed_amount},
                      events::field{"confirms", &s::confirms},
                      events::field{"confirmed_matter", &s::confirmed_matter},
                      events::field{"guided_once", &s::guided_once},
                      events::field{"against_head", &s::against_head},
                      events::field{"parties_told", &s::parties_told},
                      events::field{"disputed_act_paused", &s::disputed_act_paused},
                      events::field{"petition_pending", &s::petition_pending},
                      events::field{"conclusion_published", &s::conclusion_published},
                      events::field{"destruction_decided", &s::destruction_decided},
                      events::field{"decision_number", &s::decision_number},
                      events::field{"register_number", &s::register_number},
                      events::field{"common_with", &s::common_with},
                      events::field{"shares_request_of", &s::shares_request_of},
                      events::field{"deadlines", &s::deadlines},
                      events::field{"alerts", &s::alerts},
                      events::field{"vouchers", &s::vouchers},
                      events::field{"only_theirs", &s::only_theirs},
                      events::field{"agency_documents", &s::agency_documents},
                      events::field{"archiving", &s::archiving},
                      events::field{"stops", &s::stops}};
}

} // namespace engine
