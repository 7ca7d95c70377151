#pragma once

#include "engine/record.hpp"
#include "engine/rejection.hpp"

#include <optional>

namespace engine {

/// What a voucher, or cash paid in, begins and ends of the periods of money. Of each kind one runs
/// at a time: that of the earliest day whose collections are not settled; once they are, that of
/// the next. `problem` where no calendar has a due day.
void add_money_periods(events::facts& facts, const step_input& step, const recorded& made,
                       std::optional<rejection>& problem);

} // namespace engine
