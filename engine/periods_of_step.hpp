#pragma once

#include "engine/record.hpp"
#include "engine/rejection.hpp"

#include <optional>

/// What a step begins, meets, stops and moves of the periods of its case: parts of decide().
namespace engine {

/// What a step leaves nothing of to do, although nobody did it: whether it met its day is not said.
void end_what_is_set_aside(events::facts& facts, const step_input& step, const recorded& made);

/// What is met and begun by what the step establishes; `problem` where no calendar has a due day.
void add_periods(events::facts& facts, const step_input& step, const recorded& made,
                 std::optional<rejection>& problem);

/// A case that ends owes nothing more but to tell that its decision was withdrawn and, where it
/// ends by law, to tell the decision and to settle its money; a suspension stops the periods, a
/// resumption moves them.
void end_or_move_periods(events::facts& facts, const step_input& step, const recorded& made,
                         events::status to, events::lifecycle follows,
                         std::optional<rejection>& problem);

} // namespace engine
