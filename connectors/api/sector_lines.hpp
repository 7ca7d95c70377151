#pragma once

#include "connectors/api/matter_line.hpp"
#include "connectors/api/sector_entries.hpp"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>

namespace connectors::api {

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
    std::optional<std::string> ground;      ///< code
    std::optional<std::string> ground_text; ///< Vietnamese, as the rules word it
    static constexpr auto fields() {
        using v = book_line;
        using events::field;
        return std::tuple_cat(
            std::tuple{field{"day", &v::day}}, matter_line::fields(),
            std::tuple{field{"person", &v::person}, field{"address", &v::address},
                       field{"person_state", &v::person_state},
                       field{"decision_number", &v::decision_number},
                       field{"decision_before", &v::decision_before}, field{"outcome", &v::outcome},
                       field{"person_before", &v::person_before},
                       field{"address_before", &v::address_before}, field{"note", &v::note},
                       field{"struck", &v::struck}, field{"step", &v::step},
                       field{"step_label", &v::step_label}, field{"ground", &v::ground},
                       field{"ground_text", &v::ground_text}});
    }
};

[[nodiscard]] book_line sector_line_of(call& of, const engine::register_rule& what,
                                       sector_entry& entry);

/// What a closed book keeps of the decision that a line is about, if it is about one: its number,
/// its outcome in a book of decisions, and a withdrawal; and of the step about it, which and why.
void add_decision_content(const engine::register_rule& what, sector_entry& entry, json& into);

} // namespace connectors::api
