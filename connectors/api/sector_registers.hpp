#pragma once

#include "connectors/api/matter_line.hpp"
#include "connectors/books/book.hpp"
#include "engine/rules/book_rules.hpp"
#include "projections/period.hpp"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace connectors::api {

/// A line of a register of the sector.
struct book_line : matter_line {
    events::local_date day{};
    std::optional<std::string> person;
    std::optional<std::string> address;
    std::string person_state;
    std::optional<std::string>
        decision_number; ///< in force; in a book of decisions, the line's own
    std::optional<std::string> decision_before;      ///< withdrawn
    std::optional<events::decision_outcome> outcome; ///< in a book that decisions enter
    std::optional<std::string> person_before;        ///< what a correction replaced
    std::optional<std::string> address_before;       ///< and the telephone
    std::optional<std::string> note;                 ///< what was corrected, and when

    /// Whether the decision that entered the line was withdrawn: the line stays and counts no more.
    bool struck = false;
    static constexpr auto fields() {
        using v = book_line;
        using events::field;
        return std::tuple_cat(std::tuple{field{"day", &v::day}}, matter_line::fields(),
                              std::tuple{field{"person", &v::person}, field{"address", &v::address},
                                         field{"person_state", &v::person_state},
                                         field{"decision_number", &v::decision_number},
                                         field{"decision_before", &v::decision_before},
                                         field{"outcome", &v::outcome},
                                         field{"person_before", &v::person_before},
                                         field{"address_before", &v::address_before},
                                         field{"note", &v::note}, field{"struck", &v::struck}});
    }
};

/// The register of that name, of the rules in force; null where they have none. The follow-up
/// register is a book of its own (register_book.hpp).
[[nodiscard]] const engine::register_rule* find_sector_register(const call& of,
                                                                std::string_view name);
[[nodiscard]] std::vector<std::string> sector_register_names(const call& of);

/// The lines that belong into the book, by the day of entry; a page may be shorter than asked for
/// though another follows.
[[nodiscard]] projections::page<book_line>
sector_register_lines(call& of, const engine::register_rule& what,
                      const events::office_code& office, const projections::period& when,
                      const projections::page_request& which);

/// The book of a period as it is printed: corrections struck through, and closed with its totals
/// after each quarter of the year, half of the statistics year and statistics year that is over
/// (TT 04/2023/TT-BTP art. 30.4).
[[nodiscard]] book sector_register_book(call& of, const engine::register_rule& what,
                                        const events::office_code& office,
                                        const projections::period& when);

/// All its lines, each as JSON and ended by a line feed.
[[nodiscard]] std::string sector_register_json_lines(call& of, const engine::register_rule& what,
                                                     const events::office_code& office,
                                                     const projections::period& when);

/// What is kept when the book is closed: its lines without what is personal, which stays sealed
/// with its case.
[[nodiscard]] json sector_register_content(call& of, const engine::register_rule& what,
                                           const events::office_code& office,
                                           const projections::period& when);

} // namespace connectors::api
