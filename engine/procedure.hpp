#pragma once

#include "engine/deadline_math.hpp"
#include "engine/law_days.hpp"
#include "engine/procedure_words.hpp"
#include "engine/provenance.hpp"
#include "events/common_ground.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What the law says about one procedure, as data: schemas/procedures/*.json in memory. A case is
/// judged by what was in force on the day on which it was received, but for the transitions.
namespace engine {

/// Vietnamese for people at the office, English for people who read the data.
struct bilingual {
    std::string vi;
    std::string en;
};

/// First and last day in force, both included; no last day while it is open.
struct validity {
    local_date from;
    std::optional<local_date> to;
    judged_by from_by = judged_by::received;
    judged_by to_by = judged_by::received;
    [[nodiscard]] bool holds(const law_days& days) const {
        return days.of(from_by) >= from && (!to || days.of(to_by) <= *to);
    }
};

/// What is known of a case, in the closed words of condition(): {"instance": "first"}.
using circumstances = std::map<std::string, std::string>;

/// When a rule applies: for every name, what is known must be one of the words.
using condition = std::map<std::string, std::vector<std::string>>;

[[nodiscard]] bool holds(const condition& when, const circumstances& known);

/// What every rule of a procedure has.
struct rule {
    validity in_force;
    provenance from;
    /// False while the fact is not verbatim or derived and no installation has adopted it. A rule
    /// that is not adopted is shown but never applied.
    bool adopted = false;
    std::string note;
};

enum class email_mode : std::uint8_t {
    none,
    guidance, ///< explains order and procedure only
    support,  ///< checks the papers and books an appointment; still no filing
};

/// A source, and whether what it says is applied; see rule::adopted.
struct standing {
    provenance from;
    bool adopted = false;
};

struct filing_way {
    events::channel way = events::channel::counter;
    standing on;
};

/// Through which doors a procedure may be entered.
struct channel_rule {
    validity in_force;
    email_mode email = email_mode::none;
    standing email_on;
    bool one_stop = false;
    standing one_stop_on;
    std::vector<filing_way> filing;
};

/// A paper that the dossier must hold.
struct paper : rule {
    std::string id;
    bilingual name;
    condition when; ///< always, when empty
};

/// On what a matter must stand before another ground may be stated, for how long since that was
/// decided, and how often it must have been verified meanwhile.
struct standing_before {
    std::string ground;
    std::optional<budget> length;
    std::int64_t verifications = 0;
};

/// A reason that the law gives for an outcome.
struct ground : rule {
    std::string code;
    outcome leads_to = outcome::ask_supplement;
    /// The ground on which the matter must have been opened; in any matter when empty.
    std::string answers;
    /// One of these must have come before. Such a ground comes true by itself: no paper need show
    /// it. Any time when empty.
    std::vector<standing_before> after;
    std::string text; ///< Vietnamese
    /// What the matter is called, Vietnamese, where the step on this ground leaves it: one status
    /// has several names in the law. Empty: as the status is called.
    bilingual status_name;
    std::optional<events::role> act_by; ///< who alone may state it; nobody in particular when empty
    bool verbatim = false;              ///< the words are those of the legal text
    std::string clause;                 ///< the point of the article, for example `a1`
    std::vector<std::string> exceptions;
};

struct outcome_name {
    outcome word = outcome::accept;
    std::string vi;
};

enum class deadline_kind : std::uint8_t {
    duty,   ///< the office must act
    period, ///< runs for a party or by itself; nothing meets it
};

enum class extension_mode : std::uint8_t {
    total,      ///< the whole period may last so long from its start
    beyond_end, ///< so much may be added to its end
};

/// How far a period may be prolonged.
struct extension {
    extension_mode mode = extension_mode::total;
    budget length;
    std::string text; ///< the ground, Vietnamese
    provenance from;
};

/// A period of the law. Two rows may share an id when they differ in `when` or in force.
struct deadline_rule : rule {
    std::string id;
    bilingual name;
    deadline_kind kind = deadline_kind::duty;
    budget length;
    /// Of a law that was not read: shown, and adopted only once a length is written.
    bool length_known = true;
    fact starts_on = fact::request_received;
    /// Counted from the receipt of the matter, however late the starting fact is found.
    bool from_receipt = false;
    std::size_t place = 0; ///< of its row in the list of its file
    /// In a file that several procedures share: those it holds in; empty: in all of them.
    std::vector<std::string> only_in;
    std::vector<fact> met_by;
    std::uint64_t met_by_bits = 0;      ///< the same, for who asks every row: see bit_of()
    std::optional<events::role> act_by; ///< with a duty
    condition when;
    /// What runs on a ground is met by a step that states another one too, as the length of a stop
    /// is by going on; without it only by one that states this ground, or none.
    bool met_on_any_ground = false;
    std::vector<extension> extensions;
    /// By what law it stands still while the case is suspended before its decision; without one, or
    /// while that is not adopted, it runs on.
    std::optional<standing> stands_still;
    /// The deadline whose step this one ends differently; it is never started on its own.
    std::string alternative_of;
};

/// A number that may not be exceeded, such as visits to supplement.
struct limit : rule {
    std::string id;
    bilingual name;
    std::int64_t amount = 0;
    /// The ground on which the law lets it be exceeded; never when empty.
    std::string except_on;
};

/// Which step may rest on a paper, or on a request, that another case has for it as well.
struct common_rule : rule {
    std::string step;                            ///< issue_decision
    std::optional<events::common_ground> ground; ///< of a decision: why it may be common
    std::string text;                            ///< Vietnamese
};

/// From one version to the next where a text says whom each still holds for: the rows of its file
/// that begin on the day, and those that end before it, are chosen by the day of that event.
struct law_transition {
    local_date on;
    judged_by by = judged_by::received;
    std::string text;
    standing from; ///< while it is not adopted the day of receipt decides
};

/// What is known not to be known.
struct gap {
    validity in_force;
    std::string text;
};

struct procedure {
    std::string id;   ///< enf_request
    std::string code; ///< ENF_REQUEST
    bilingual name;
    events::lifecycle follows = events::lifecycle::dossier;
    provenance from;
    /// What it is that comes in, of a dossier: a person's request, which is answered with a slip
    /// and a promised day, or a judgment or petition, which is taken up without one.
    fact receipt = fact::request_received;
    /// Whether what is decided confirms how far an enforcement matter is performed.
    bool confirms_performance = false;
    std::string shares; ///< the file whose grounds and deadlines hold here too; empty: none
    std::size_t own_deadlines = 0; ///< that stand in its own file; those behind them are shared
    std::vector<channel_rule> channels;
    std::vector<paper> papers;
    std::vector<ground> grounds;
    std::vector<outcome_name> outcomes;
    std::vector<deadline_rule> deadlines;
    std::vector<limit> limits;
    std::vector<common_rule> common;
    std::vector<law_transition> transitions;
    std::vector<gap> gaps;
};

/// The deadlines that the fact starts in a case of these days: adopted, in force then, and
/// fitting what is known. Conditions about what is not known do not hold.
[[nodiscard]] std::vector<const deadline_rule*>
deadlines_started_by(const procedure& what, fact start, const law_days& days,
                     const circumstances& known = {});

/// The deadline by its id; null when none is in force or fits.
[[nodiscard]] const deadline_rule* find_deadline(const procedure& what, std::string_view id,
                                                 const law_days& days,
                                                 const circumstances& known = {});

/// The adopted grounds in force on those days, in the order of the file.
[[nodiscard]] std::vector<const ground*> grounds_on(const procedure& what, const law_days& days);
[[nodiscard]] const ground* find_ground(const procedure& what, std::string_view code,
                                        const law_days& days);

/// The adopted papers that a dossier of these days must hold.
[[nodiscard]] std::vector<const paper*> papers_required(const procedure& what, const law_days& days,
                                                        const circumstances& known = {});

/// Whether the ground on which something is granted says which papers must come with it.
[[nodiscard]] bool papers_hang_on_ground(const procedure& what, const law_days& days);

/// Null when the procedure has no door on that day. The rows say what is known; whether it is
/// applied is answered by the three functions below.
[[nodiscard]] const channel_rule* channels_on(const procedure& what, local_date day);
[[nodiscard]] bool may_file(const procedure& what, events::channel way, local_date day);
[[nodiscard]] email_mode email_mode_on(const procedure& what, local_date day);
[[nodiscard]] bool one_stop_on(const procedure& what, local_date day);

/// Null when there is no such limit on that day.
[[nodiscard]] const limit* find_limit(const procedure& what, std::string_view id, local_date day);

/// By what a step may rest on what another case has for it: the adopted rows in force on those
/// days, in the order of the file. None: every case has a paper of its own.
[[nodiscard]] std::vector<const common_rule*>
common_on(const procedure& what, std::string_view step, const law_days& days);

/// Reads schemas/procedures/*.json text. Throws events::fault `rules-bad-data`.
[[nodiscard]] procedure read_procedure(std::string_view json_text, std::string_view file);

/// Grounds and deadlines that several procedures have in common: schemas/rules/after_decision.json.
struct shared_rules {
    std::vector<ground> grounds;
    std::vector<outcome_name> outcomes;
    std::vector<deadline_rule> deadlines;
    std::vector<law_transition> transitions;
    std::vector<gap> gaps;
};
/// Throws events::fault `rules-bad-data`.
[[nodiscard]] shared_rules read_shared_rules(std::string_view json_text, std::string_view file);
/// Adds them behind the procedure's own. Throws events::fault `rules-bad-data` where both have a
/// ground or deadline of the same name.
void share(const shared_rules& common, procedure& into);

} // namespace engine

template <> struct events::enum_names<engine::email_mode> {
    static constexpr std::array<std::string_view, 3> names{"none", "guidance", "support"};
};

template <> struct events::enum_names<engine::deadline_kind> {
    static constexpr std::array<std::string_view, 2> names{"duty", "period"};
};

template <> struct events::enum_names<engine::extension_mode> {
    static constexpr std::array<std::string_view, 2> names{"total", "beyond_end"};
};
