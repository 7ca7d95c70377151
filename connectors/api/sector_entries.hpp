#pragma once

#include "connectors/api/issued_decisions.hpp"
#include "engine/rules/book_rules.hpp"
#include "projections/period.hpp"

#include <functional>
#include <optional>
#include <utility>
#include <vector>

/// What stands in a register of the sector: which step of which case entered it. How a line looks
/// is of sector_lines.hpp.
namespace connectors::api {

/// A case where it may stand in a register. Its state and its decisions are asked for more than
/// once, by some books and of some cases: they are read when they are, and once.
class sector_entry {
public:
    sector_entry(call& of, const projections::counted_case& row) : of_(of), row_(row) {}

    [[nodiscard]] const projections::counted_case& row() const { return row_; }
    /// Null when the case is not there.
    [[nodiscard]] const engine::case_state* state();
    [[nodiscard]] const std::vector<issued_decision>& decisions();
    /// The event that enters it; null when the case is not there.
    [[nodiscard]] const events::event* step();
    /// That event, for who has read those of many lines together.
    void set_step(events::event step) { step_ = std::move(step); }

private:
    call& of_;
    const projections::counted_case& row_;
    bool asked_ = false;
    std::optional<engine::case_state> state_;
    std::optional<std::vector<issued_decision>> decisions_;
    std::optional<events::event> step_;
};

/// Days of a register on which the same figures of the statistics enter its lines.
struct register_part {
    std::vector<projections::figure> enters;
    projections::period when;
};
/// The parts of a period, oldest first: another step enters a case from a day on, where the law
/// changed.
[[nodiscard]] std::vector<register_part> parts_of(const engine::register_rule& what,
                                                  const projections::period& when);

/// The cases of a part, by the day of entry; not all of them need belong into the book.
[[nodiscard]] projections::page<projections::counted_case>
cases_of_part(call& of, const events::office_code& office, const register_part& part,
              const projections::page_request& which);

/// Whether what entered the line belongs into the book: of what decisions enter, those that give
/// what was asked for, since a refusal relieves nobody; of steps about a decision that stands,
/// those on a ground of the book.
[[nodiscard]] bool belongs_into(const engine::register_rule& what, sector_entry& entry);

/// The decision that a line is about: the one that entered it, the one whose enforcement was
/// docketed, or the one that stood when the step came. Null where it is about the case, or the case
/// had none.
[[nodiscard]] const issued_decision* decision_of_line(const engine::register_rule& what,
                                                      sector_entry& entry);

/// The lines of a page of a part. Where the book says what the step of each says, those steps are
/// read together: the log is asked once for those that lie near each other. The rows outlive them.
[[nodiscard]] std::vector<sector_entry>
entries_of(call& of, const engine::register_rule& what,
           const std::vector<projections::counted_case>& rows);

/// Every case that belongs into the book, by the day of entry, and no more than so many.
void each_entry(call& of, const engine::register_rule& what, const events::office_code& office,
                const projections::period& when, std::size_t most,
                const std::function<void(sector_entry&)>& use);

} // namespace connectors::api
