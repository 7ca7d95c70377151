#pragma once

#include "engine/case_state.hpp"
#include "engine/rule_set.hpp"
#include "events/catalogue/period_extended.hpp"
#include "events/facts.hpp"

#include <tl/expected.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What guards and records ask of the rules in force. All of it is data with a legal source; none
/// of it is a constant here. A case is judged by what was in force when it was received.
namespace engine::law {

template <class T> using answer = tl::expected<T, std::string>;

/// The days by which the law of a case is chosen at this moment; one that was not filed yet is
/// judged as if it were now.
[[nodiscard]] law_days days_of(const case_state& state, events::instant now);

[[nodiscard]] bool knows_procedure(const rule_set& rules, std::string_view procedure);

/// Complaints and denunciations: explained by mail, filed on paper or in person.
[[nodiscard]] bool is_petition(const rule_set& rules, std::string_view procedure);

/// Whether what is asked for is checked and given an appointment by e-mail, and not only on paper:
/// QĐ 536/QĐ-TCTHADS names the procedures.
[[nodiscard]] bool is_supported_by_mail(const rule_set& rules, const case_state& state,
                                        events::instant now);

/// What it is that comes in with a case of this procedure: a request where the rules say no more.
[[nodiscard]] fact receipt_of(const rule_set& rules, std::string_view procedure);

/// Whether what was decided is enforced by the office itself, in an enforcement file.
[[nodiscard]] bool opens_enforcement_file(const procedure& what);
[[nodiscard]] bool opens_enforcement_file(const rule_set& rules, std::string_view procedure);

/// Whether what is drafted, signed or issued in the case is a decision that the office enforces,
/// and no refusal of the request for one.
[[nodiscard]] bool decides_to_enforce(const rule_set& rules, const case_state& state);

inline constexpr std::string_view matter_end_period = engine::matter_end_period;

/// Whether what is decided in such a case confirms how far an enforcement matter is performed.
[[nodiscard]] bool confirms_performance(const rule_set& rules, std::string_view procedure);

/// Whether the desk may give the result on the spot: its rules name that outcome, and what is given
/// is no decision to enforce, which the head issues (Luật THADS art. 36.1).
[[nodiscard]] bool may_be_solved_at_once(const procedure& what);
[[nodiscard]] bool may_be_solved_at_once(const rule_set& rules, std::string_view procedure);

/// Whether a filing of this procedure at the desk through this channel is lawful on this day.
[[nodiscard]] bool takes_filing(const rule_set& rules, std::string_view procedure,
                                events::channel by, events::local_date on);

/// Whether a petition may come by this way on this day; where the law of the day was not read, by
/// any but e-mail.
[[nodiscard]] bool takes_petition(const rule_set& rules, std::string_view procedure,
                                  events::channel by, events::local_date on);

/// The first required paper that is not among those handed in; null when complete. What proves a
/// ground is required with a ground that is stated, or was when it was filed, and what somebody
/// else than the party has to show with what is `told` of the filing.
[[nodiscard]] const paper* missing_paper(const rule_set& rules, const case_state& state,
                                         std::span<const std::string> papers, events::instant now,
                                         const std::vector<std::string>& grounds,
                                         const circumstances& told);

[[nodiscard]] bool knows_ground(const rule_set& rules, const case_state& state,
                                std::string_view ground, events::instant now);

/// Whether the matter is a complaint that a lower agency did not accept a complaint, where the law
/// of its day knows one: TT 13/2021/TT-BTP art. 8.5.
[[nodiscard]] bool contests_non_acceptance(const rule_set& rules, const case_state& state);

/// Whether the law of the case's day gives somebody this period, whoever runs it.
[[nodiscard]] bool knows_period(const rule_set& rules, const case_state& state,
                                std::string_view deadline_id);

/// Until when a period of a party runs that began on that day; none where the law of the case's day
/// gives none, or no calendar reaches so far.
[[nodiscard]] std::optional<events::instant> period_end(const rule_set& rules,
                                                        const case_state& state,
                                                        std::string_view deadline_id,
                                                        events::local_date since);

/// As the procedure knows it on the day of receipt; null when it does not, or only of a matter that
/// was opened on another ground.
[[nodiscard]] const ground* ground_of(const rule_set& rules, const case_state& state,
                                      std::string_view code, events::instant now);

/// Whether the law of the case lists any ground that leads where it is wanted.
[[nodiscard]] bool lists_ground(const rule_set& rules, const case_state& state, events::instant now,
                                const std::function<bool(outcome)>& is_wanted);

/// Whether one of the grounds leads where it is wanted.
[[nodiscard]] bool states_ground(const rule_set& rules, const case_state& state,
                                 const std::vector<std::string>& grounds, events::instant now,
                                 const std::function<bool(outcome)>& is_wanted);

/// Whether on such a ground a request itself is granted or refused.
[[nodiscard]] bool answers_request(outcome leads_to);

/// Whether nobody can say which papers are wanting before a ground is stated on which the request
/// is answered: none is, and some paper is required with such a ground only.
[[nodiscard]] bool wants_ground(const rule_set& rules, const case_state& state,
                                const std::vector<std::string>& grounds, events::instant now);

/// The ground on which a request was filed that the law forbids to refuse for it, as NĐ
/// 152/2026/NĐ-CP art. 9.7 does; null for any other. Another ground of refusal is not touched.
[[nodiscard]] const ground* protecting_ground(const rule_set& rules, const case_state& state);

/// Whether one of the grounds leads there.
[[nodiscard]] bool states_outcome(const rule_set& rules, const case_state& state,
                                  const std::vector<std::string>& grounds, outcome leads_to,
                                  events::instant now);

/// What the ground leads to; empty when ground_of() knows none.
[[nodiscard]] std::optional<outcome> outcome_of(const rule_set& rules, const case_state& state,
                                                std::string_view ground, events::instant now);

/// What the rules call the status to which a step on this ground led; null when they give no name
/// of its own.
[[nodiscard]] const bilingual* status_name(const rule_set& rules, std::string_view procedure,
                                           std::string_view ground, const law_days& days);

/// Whether such a ground, once found, calls for a decision on the enforcement itself: to stop it,
/// to go on, to end it or to entrust it to another office.
[[nodiscard]] bool calls_for_decision(outcome of_ground);

/// What is still wanting before a ground may be stated for which others must have come before.
enum class wanting : std::uint8_t {
    nothing,
    another_ground, ///< the matter does not stand on one that must come before
    time,           ///< not yet for as long as the law says
    verifications,  ///< not yet verified as often
    answer_to_news, ///< a paper shows that it might go on, and that was not verified
};
[[nodiscard]] wanting wanting_before(const rule_set& rules, const case_state& state,
                                     const ground& one, events::instant at);

/// From when on nothing is wanting any more, by what the steps have recorded of the stops; that may
/// lie ahead. Empty while a step must come first.
[[nodiscard]] std::optional<events::instant> comes_true(const rule_set& rules,
                                                        const case_state& state,
                                                        const enforcement_stops& stops,
                                                        const ground& one, events::instant now);

/// The grounds that the procedure knows on the day of receipt, in the order of its file.
[[nodiscard]] std::vector<const ground*> grounds_in(const rule_set& rules, const case_state& state,
                                                    events::instant now);

/// Whether the law of the case's day gives a ground to refuse the matter itself, and not only for
/// want of jurisdiction. Not where that law was not seen.
[[nodiscard]] bool knows_refusal(const rule_set& rules, const case_state& state,
                                 events::instant now);

/// The next step of the file of an ended matter on its way to the archive, in the order of the
/// rules (TT 04/2023/TT-BTP art. 32); null when the rules know none, or all are done.
[[nodiscard]] const ground* next_archiving(const rule_set& rules, const case_state& state,
                                           events::instant now);

/// Whether one more of something that the procedure limits is allowed: `supplement_visits_max`
/// (NĐ 63/2010/NĐ-CP art. 20.4), `apologies_max`. Where the rules know no limit, it is; and where
/// one of the grounds is the exception that the law makes.
[[nodiscard]] bool one_more_allowed(const rule_set& rules, const case_state& state,
                                    std::string_view limit_id, std::int64_t so_far,
                                    events::instant now,
                                    const std::vector<std::string>& grounds = {});

/// By which a period may be extended by so many days on top of what it was extended by already;
/// null when it may not. Its unit is that of the days, whatever that of the period is.
[[nodiscard]] const extension* extension_for(const rule_set& rules, const case_state& state,
                                             std::string_view deadline_id, std::int64_t days);

/// Whether an office works at this moment.
[[nodiscard]] bool is_office_hour(const rule_set& rules, events::instant at);
/// A time at which somebody can come for a result: an office hour, or the end of one.
[[nodiscard]] bool may_be_promised(const rule_set& rules, events::instant at);

/// What has just happened, and to what kind of case.
struct period_question {
    std::string_view procedure;
    fact what{};
    events::instant at{};
    law_days days{events::local_date{}};
    circumstances known;                        ///< instance, complaint_kind, explainer …
    std::optional<events::instant> received_at; ///< of what is counted from there
};

/// The circumstances that a state tells.
[[nodiscard]] circumstances known_of(const case_state& state);

/// The periods that begin with a fact, with their due instants. The error says what the calendar
/// does not cover.
[[nodiscard]] answer<std::vector<events::deadline_started>>
periods_begun(const rule_set& rules, const period_question& question);

/// Until when the slip of a dossier that is complete at this moment may promise the result: the
/// earliest end of the periods that the decision meets. After a supplement, or once that end leaves
/// no office hour, the same lengths are counted from completeness instead, and the periods
/// themselves run on (QĐ 537/QĐ-TCTHADS: a slip is given for a complete dossier only). None when
/// the law of the case is known to give no length.
[[nodiscard]] std::optional<events::instant>
promise_limit(const rule_set& rules, const case_state& state, events::instant complete_at);

/// The hour to print on a slip when nobody asks for another: the end of the office day on which
/// promise_limit() falls. None where that is none.
[[nodiscard]] std::optional<events::instant>
default_promise(const rule_set& rules, const case_state& state, events::instant complete_at);

/// Whether a law lets the period stand still while the case is suspended before its decision.
[[nodiscard]] bool stands_still(const rule_set& rules, const case_state& state,
                                const deadline& period);

/// The due instant of a paused period that goes on at `resumed`.
[[nodiscard]] answer<events::instant> due_after_pause(const rule_set& rules, const deadline& period,
                                                      events::instant resumed);

/// The due instant of a period that is extended.
[[nodiscard]] answer<events::instant> due_extended(const rule_set& rules, const deadline& period,
                                                   const events::period_extended& by);

/// Whether a step's period is met by a fact. A period that runs on a ground is met only by a step
/// that states this ground, or none, unless its rule says that any will do.
[[nodiscard]] bool meets(const rule_set& rules, std::string_view procedure,
                         std::string_view deadline_id, fact what,
                         const std::vector<std::string>& grounds = {});

/// Whether a period of the case is open that a fact would meet.
[[nodiscard]] bool awaits(const rule_set& rules, const case_state& state, fact what);

/// What a period is called in a case of these days, whatever circumstances started it; where none
/// is in force then, as on any. Null when the procedure knows none of that id, or calls it by more
/// than one name.
[[nodiscard]] const bilingual* period_name(const rule_set& rules, std::string_view procedure,
                                           std::string_view deadline_id, const law_days& days);

} // namespace engine::law
