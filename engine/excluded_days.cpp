#include "engine/day_arithmetic.hpp"
#include "engine/deadline_math.hpp"

#include <algorithm>

namespace engine {
namespace {

constexpr std::int64_t raw_years_max = 100; // keeps sums of years in range
constexpr std::int64_t raw_months_max = 12 * raw_years_max;
constexpr std::chrono::milliseconds a_moment{1};

} // namespace

tl::expected<due_result, std::string> compute_due_without(const calendar& days_of,
                                                          events::instant start, budget length,
                                                          std::span<const excluded_days> excluded) {
    // A span that begins behind the last day changes nothing, so that each is asked for only when
    // those before it were counted: the calendar need not reach further than the period.
    std::vector<pause> pauses;
    auto found = compute_due(days_of, start, length, pauses);
    for (const auto& span : excluded) {
        if (!found || !found->at || last_day_of(*found->at) < span.first) {
            break;
        }
        // A pause leaves the day on which it begins as it is, and takes that of resuming.
        pauses.push_back({events::at_office(span.first, -a_moment), end_of(span.last) - a_moment});
        found = compute_due(days_of, start, length, pauses);
    }
    return found;
}

std::optional<local_date> raw_end(events::instant start, budget length,
                                  std::span<const excluded_days> excluded) {
    const auto first = events::office_date(start);
    auto end = first;
    if (length.unit == time_unit::calendar_days) {
        end = plus_days(first, length.amount);
    } else if (length.unit == time_unit::months && length.amount <= raw_months_max) {
        end = plus_months(first, length.amount);
    } else if (length.unit == time_unit::years && length.amount <= raw_years_max) {
        end = plus_years(first, length.amount);
    } else {
        return std::nullopt;
    }
    auto counted_to = first;
    for (const auto& span : excluded) {
        const auto before = std::max(plus_days(span.first, -1), counted_to);
        if (span.first <= end && before < span.last) {
            end = plus_days(end, days_between(before, span.last));
            counted_to = span.last;
        }
    }
    return end;
}

} // namespace engine
