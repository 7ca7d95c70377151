#pragma once

#include "engine/procedure.hpp"
#include "engine/rules/rule_files.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Which registers (sổ) an office keeps and which periods it reports, as data: schemas/rules.
namespace engine {

/// What enters a case into a register.
enum class register_entry : std::uint8_t {
    accepted, ///< a complete dossier
    received,
    docketed,
    decided,
    corrected,          ///< a decision is corrected or withdrawn
    stopped,            ///< the enforcement of a decision: no means yet, postponed, stayed
    stopped_or_resumed, ///< the same, and that it goes on
    ended,              ///< the enforcement of a decision
    entrusted,          ///< the same, to another office
    handed_over,        ///< a dossier, by the one-stop desk to who examines it
};

/// Whether it is a step about a decision that stands, and not about the case.
[[nodiscard]] bool is_about_standing_decision(register_entry how);

/// What the lines of a register say: of the case, or of the judgment that came in with it, as Luật
/// THADS 26/2008/QH12 Điều 29 has it.
enum class register_content : std::uint8_t { matter, judgment };

/// What enters a case into a register instead, of the cases received from a day on.
struct later_entry {
    local_date received_from{};
    register_entry enters{};
    provenance from;
};

/// What stands in the lines as well, of the cases received from a day on.
struct later_content {
    local_date received_from{};
    provenance from;
};

/// By which year a register is laid out, closed and added up.
enum class kept_year : std::uint8_t { calendar, statistics };

/// The official form of a register, while it is in force.
struct register_form {
    std::string form; ///< Mẫu 02, TT 04/2023/TT-BTP Điều 30
    validity in_force;
    provenance from;
};

struct register_rule {
    std::string id; ///< requests_received
    bilingual name;
    std::string title; ///< as printed, in capitals
    register_entry enters{};
    register_content lines = register_content::matter;
    std::optional<later_entry> later;
    std::optional<later_content> way_of_receipt; ///< of a judgment: beside its day
    /// Of a register that decisions enter, which of them; all when empty.
    std::vector<events::decision_outcome> outcomes;
    /// Of a register that such steps enter, on which grounds; on any or none when empty.
    std::vector<std::string> grounds;
    std::vector<std::string> procedures;
    std::string day_title; ///< head of the column of the day of entry
    /// Of a register that steps about a decision enter: head of the column of the number that each
    /// took. It is empty in lines of steps of before, which took none.
    std::string number_title;
    /// Of a register that decisions enter: head of the column of the ground on which each is; it
    /// has no such column when empty.
    std::string ground_title;
    provenance columns;                   ///< how well the columns are known
    kept_year year = kept_year::calendar; ///< as the rules say it and adopt it
    std::vector<register_form> forms;

    [[nodiscard]] bool holds(std::string_view procedure) const;
    /// Whether a decision enters it; of another register it is not asked.
    [[nodiscard]] bool takes(events::decision_outcome decided) const;
    /// Whether a step that states these grounds enters it.
    [[nodiscard]] bool takes(const std::vector<std::string>& stated) const;
    /// Null where no form of that day is known.
    [[nodiscard]] const register_form* form_on(local_date day) const;
};

/// By when who must have sent a report, or done a stage of making it.
struct report_submission {
    std::string by; ///< officer, branch, province; or the stage, for example partner_signs
    budget within;
    std::string after; ///< the stage from which it counts; empty: the end of the period
    /// Sent before this day of the month after the period; nought where days are counted.
    std::int64_t before_day = 0;
    std::optional<provenance> from; ///< where it is known better or worse than the periods

    /// The last day in time after a period that ended on that day, of what names a day of the
    /// month: a date of its own, which no day off moves. Empty where days are counted.
    [[nodiscard]] std::optional<local_date> named_last_day(local_date end) const;
};

/// The periods that a text makes offices report: so many months from the start of the year.
struct report_periods {
    std::string id;
    std::string text; ///< TT 06/2019/TT-BTP
    std::vector<std::int64_t> months;
    std::vector<report_submission> submission;
    validity in_force;
    standing on;
};

/// The first day of a statistics year, in the calendar year before (TT 06/2019/TT-BTP, TT
/// 78/2020/TT-BTC). The data give it with its source, and a file that gives another is refused: a
/// name such as `stat-2018` stands in events of closed books, in files and in addresses, and must
/// mean the same days for ever. A year that begins elsewhere needs names of its own.
inline constexpr std::chrono::month_day statistics_year_begins{std::chrono::October,
                                                               std::chrono::day{1}};

struct statistics_rules {
    provenance year_from;
    std::vector<report_periods> periods;
};

/// Parse the files; what asks for registers takes those of the rule set, which were read once.
/// Empty for a rule set of before. Throw events::fault `rules-bad-data`.
[[nodiscard]] std::vector<register_rule> read_registers(const rule_files& files);
[[nodiscard]] std::optional<statistics_rules> read_statistics_rules(const rule_files& files);

} // namespace engine

template <> struct events::enum_names<engine::kept_year> {
    static constexpr std::array<std::string_view, 2> names{"calendar", "statistics"};
};

template <> struct events::enum_names<engine::register_content> {
    static constexpr std::array<std::string_view, 2> names{"matter", "judgment"};
};

template <> struct events::enum_names<engine::register_entry> {
    static constexpr std::array<std::string_view, 10> names{
        "accepted", "received",           "docketed", "decided",   "corrected",
        "stopped",  "stopped_or_resumed", "ended",    "entrusted", "handed_over"};
};
