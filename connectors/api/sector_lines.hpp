#pragma once

#include "connectors/api/issued_decisions.hpp"
#include "connectors/api/matter_line.hpp"
#include "engine/rules/book_rules.hpp"
#include "projections/period.hpp"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

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

/// A case where it may stand in a register. Its state and its decisions are asked for more than
/// once, by some books and of some cases: they are read when they are, and once.
class sector_entry {
public:
    sector_entry(call& of, const projections::counted_case& row) : of_(of), row_(row) {}

    [[nodiscard]] const projections::counted_case& row() const { return row_; }
    /// Null when the case is not there.
    [[nodiscard]] const engine::case_state* state();
    [[nodiscard]] const std::vector<issued_decision>& decisions();

private:
    call& of_;
    const projections::counted_case& row_;
    bool asked_ = false;
    std::optional<engine::case_state> state_;
    std::optional<std::vector<issued_decision>> decisions_;
};

/// Days of a register on which one figure of the statistics enters its lines.
struct register_part {
    projections::figure enters{};
    projections::period when;
};
/// The parts of a period, oldest first: another step enters a case from a day on, where the law
/// changed.
[[nodiscard]] std::vector<register_part> parts_of(const engine::register_rule& what,
                                                  const projections::period& when);

/// Whether what entered the line belongs into the book: of what decisions enter, those that give
/// what was asked for. A refusal relieves nobody.
[[nodiscard]] bool belongs_into(const engine::register_rule& what, sector_entry& entry);

/// Every case that belongs into the book, by the day of entry, and no more than so many.
void each_entry(call& of, const engine::register_rule& what, const events::office_code& office,
                const projections::period& when, std::size_t most,
                const std::function<void(sector_entry&)>& use);

[[nodiscard]] book_line sector_line_of(call& of, const engine::register_rule& what,
                                       sector_entry& entry);

/// What a closed book keeps of the decision that a line is about, if it is about one: its number,
/// its outcome in a book of decisions, and a withdrawal.
void add_decision_content(const engine::register_rule& what, sector_entry& entry, json& into);

} // namespace connectors::api
