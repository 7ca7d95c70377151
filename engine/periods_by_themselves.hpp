#pragma once

#include "engine/record.hpp"
#include "events/facts.hpp"

namespace engine {

/// Periods of grounds that come true by themselves, as the separate register's once a year has
/// passed and was verified twice (NĐ 62/2015/NĐ-CP art. 9.5). No paper need show such a ground: its
/// period begins with the step after which only time can be wanting, is counted from when nothing
/// is, be that ahead, and lapses with the step after which something is wanting again. To be called
/// once the facts say which periods the step itself meets and starts. `to`: where the step leaves
/// the case.
void add_periods_by_themselves(events::facts& facts, const step_input& step, const recorded& made,
                               events::status to);

} // namespace engine
