#pragma once

#include "engine/calendar.hpp"
#include "engine/deadline_math.hpp"

#include <cstdint>
#include <vector>

/// Why each day of a period counts or does not: what a due instant is shown with.
namespace engine {

/// Why a day of this kind counts, or does not, where working days are counted.
[[nodiscard]] day_reason counted_as(day_kind kind);

/// The days of a period, from that of its start to its last one.
struct day_span {
    local_date first;
    local_date last;
    bool working = false;    ///< working days are counted, else calendar days
    std::int64_t amount = 0; ///< of days that count
};

/// Each day with its reason, in order.
[[nodiscard]] std::vector<counted_day> counted_days(const calendar& days_of, const day_span& of,
                                                    const std::vector<pause>& pauses);

} // namespace engine
