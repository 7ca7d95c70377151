#pragma once

#include "connectors/api/sector_entries.hpp"
#include "connectors/api/sector_lines.hpp"

/// On which ground a line of a register of the sector stands.
namespace connectors::api {

/// The ground that a step states, in the words of the law by which it was stated. Null where it
/// states none, or one that this law does not word.
const engine::ground* add_ground(call& of, const engine::case_state& state,
                                 const events::event& step, book_line& into);

/// In a book that has a column for it: the draft that was signed says on which ground the decision
/// of the line is. Null elsewhere, and where there was no draft.
[[nodiscard]] std::optional<events::event>
draft_of_line(call& of, const engine::register_rule& what, sector_entry& entry);

} // namespace connectors::api
