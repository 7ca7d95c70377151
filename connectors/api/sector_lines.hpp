#pragma once

#include "connectors/api/matter_line.hpp"
#include "connectors/api/sector_entries.hpp"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <vector>

namespace connectors::api {

/// Whom a judgment names, as far as the caller may see them.
struct judgment_party {
    std::string part;  ///< creditor, debtor, related
    std::string state; ///< open, sealed, erased
    std::optional<std::string> name;
    std::optional<std::string> address;
    static constexpr auto fields() {
        using v = judgment_party;
        using events::field;
        return std::tuple{field{"part", &v::part}, field{"state", &v::state},
                          field{"name", &v::name}, field{"address", &v::address}};
    }
};

/// A line of a register of the sector.
struct book_line : matter_line {
    events::local_date day{};
    std::optional<std::string> person;
    std::optional<std::string> address;
    std::string person_state;
    std::optional<std::string>
        decision_number; ///< in force; in a book of decisions or dockets, the line's own
    std::optional<std::string> decision_before;      ///< withdrawn
    std::optional<events::decision_outcome> outcome; ///< in a book that decisions enter
    std::optional<std::string> person_before;        ///< what a correction replaced
    std::optional<std::string> address_before;       ///< and the telephone
    std::optional<std::string> note;                 ///< what was corrected, and when

    /// Whether the decision of the line was withdrawn: the line stays and counts no more.
    bool struck = false;

    // In a book that steps about a decision enter.
    std::optional<std::string> step;        ///< the event
    std::optional<std::string> step_label;  ///< what it did, by its ground where that has a name
    std::optional<std::string> step_number; ///< of the decision that it is; none of before

    // There, and in a book of decisions that has a column for it.
    std::optional<std::string> ground;      ///< code
    std::optional<std::string> ground_text; ///< Vietnamese, as the rules word it

    // In the register of judgments received.
    std::optional<std::string> judgment; ///< its number
    std::optional<events::local_date> judgment_date;
    std::optional<std::string> court;
    std::optional<std::vector<judgment_party>> parties;
    std::optional<std::vector<std::string>> other_papers; ///< that came with it, by name
    std::optional<events::channel> received_by;           ///< where the law has that stand there

    // In the list of what the one-stop desk hands over.
    std::optional<std::string> phone;
    std::optional<std::uint64_t> sets;
    std::optional<events::instant> received_at;
    std::optional<events::instant> promised_at;
    std::optional<std::string> promised_before; ///< what an apology replaced since
    std::optional<events::instant> returned_at;
    std::optional<events::instant> handed_at;
    std::optional<events::officer_id> handed_by;
    std::optional<std::string> handed_by_name;
    std::optional<events::officer_id> handed_to;
    std::optional<std::string> handed_to_name;
    static constexpr auto fields() {
        using v = book_line;
        using events::field;
        return std::tuple_cat(std::tuple{field{"day", &v::day}}, matter_line::fields(),
                              std::tuple{field{"person", &v::person},
                                         field{"address", &v::address},
                                         field{"person_state", &v::person_state},
                                         field{"decision_number", &v::decision_number},
                                         field{"decision_before", &v::decision_before},
                                         field{"outcome", &v::outcome},
                                         field{"person_before", &v::person_before},
                                         field{"address_before", &v::address_before},
                                         field{"note", &v::note},
                                         field{"struck", &v::struck},
                                         field{"step", &v::step},
                                         field{"step_label", &v::step_label},
                                         field{"step_number", &v::step_number},
                                         field{"ground", &v::ground},
                                         field{"ground_text", &v::ground_text},
                                         field{"judgment", &v::judgment},
                                         field{"judgment_date", &v::judgment_date},
                                         field{"court", &v::court},
                                         field{"parties", &v::parties},
                                         field{"other_papers", &v::other_papers},
                                         field{"received_by", &v::received_by},
                                         field{"phone", &v::phone},
                                         field{"sets", &v::sets},
                                         field{"received_at", &v::received_at},
                                         field{"promised_at", &v::promised_at},
                                         field{"promised_before", &v::promised_before},
                                         field{"returned_at", &v::returned_at},
                                         field{"handed_at", &v::handed_at},
                                         field{"handed_by", &v::handed_by},
                                         field{"handed_by_name", &v::handed_by_name},
                                         field{"handed_to", &v::handed_to},
                                         field{"handed_to_name", &v::handed_to_name}});
    }
};

[[nodiscard]] book_line sector_line_of(call& of, const engine::register_rule& what,
                                       sector_entry& entry);

/// What a closed book keeps of a line beside its case: of the decision that it is about, if it is
/// about one, the number, the outcome in a book of decisions, and a withdrawal; of the step about
/// it, which, its number and why; of what was handed over, when, by whom and to whom; of a
/// judgment, its number and day.
void add_line_content(const engine::register_rule& what, sector_entry& entry, json& into);

} // namespace connectors::api
