#pragma once

#include "engine/calendar.hpp"
#include "events/instant.hpp"

#include <chrono>
#include <cstdint>

/// Days of the office's calendar, added and subtracted.
namespace engine {

[[nodiscard]] inline local_date plus_days(local_date day, std::int64_t count) {
    return local_date{std::chrono::sys_days{day} + std::chrono::days{count}};
}

[[nodiscard]] inline std::int64_t days_between(local_date after, local_date up_to) {
    return (std::chrono::sys_days{up_to} - std::chrono::sys_days{after}).count();
}

/// 24:00 of the day at the office.
[[nodiscard]] inline events::instant end_of(local_date day) {
    return events::at_office(day, std::chrono::days{1});
}

/// The day of the same number; the last of the month when there is no such day (art. 148.3).
[[nodiscard]] inline local_date plus_months(local_date day, std::int64_t count) {
    const auto month = day.year() / day.month() + std::chrono::months{count};
    const local_date same{month / day.day()};
    return same.ok() ? same : local_date{month / std::chrono::last};
}

/// The same day and month; the last of the month when there is no such day (art. 148.3).
[[nodiscard]] inline local_date plus_years(local_date day, std::int64_t count) {
    return plus_months(day, count * std::chrono::months{std::chrono::years{1}}.count());
}

} // namespace engine
