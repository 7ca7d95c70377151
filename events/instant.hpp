#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace events {

/// A moment in UTC, to the millisecond.
using instant = std::chrono::sys_time<std::chrono::milliseconds>;
/// A day of the office's calendar (Asia/Ho_Chi_Minh).
using local_date = std::chrono::year_month_day;

/// Viet Nam keeps +07:00 all year and had no change since 1975.
inline constexpr std::chrono::hours office_utc_offset{7};

/// RFC 3339 with milliseconds and `Z`: 2017-06-01T01:12:41.000Z.
[[nodiscard]] std::string to_text(instant at);
/// Accepts `Z` or an offset, and 0 to 9 decimals (cut to milliseconds). Empty when malformed.
[[nodiscard]] std::optional<instant> instant_from_text(std::string_view text);

/// ISO 8601 day: 2017-06-01.
[[nodiscard]] std::string to_text(local_date day);
[[nodiscard]] std::optional<local_date> date_from_text(std::string_view text);

/// The office's calendar day at this moment.
[[nodiscard]] local_date office_date(instant at);
/// The office's time of day at this moment.
[[nodiscard]] std::chrono::milliseconds office_time_of_day(instant at);
/// The moment at which this time of day is reached at the office.
[[nodiscard]] instant at_office(local_date day, std::chrono::milliseconds time_of_day);

} // namespace events
