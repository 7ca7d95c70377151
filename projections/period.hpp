#pragma once

#include "events/instant.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace projections {

/// Days of the office's calendar, both included, with the name that people use for them.
struct period {
    events::local_date first{};
    events::local_date last{};
    std::string name; ///< round-trips through period_from_text()
    bool operator==(const period&) const = default;
    [[nodiscard]] bool holds(events::local_date day) const { return first <= day && day <= last; }
};

/// From engine::statistics_year_begins of the year before to the day before it: 1 October to 30
/// September.
[[nodiscard]] period statistics_year(int year);
/// The first `months` (1 to 12) of the statistics year, which the interagency forms cut at 3, 6, 10
/// and 12 (TTLT 12/2021). Precondition: 1 <= months <= 12.
[[nodiscard]] period months_of_statistics_year(int year, int months);
/// Whole calendar months, both included.
[[nodiscard]] period calendar_months(std::chrono::year_month first, std::chrono::year_month last);
[[nodiscard]] period calendar_year(int year);
/// 1: January to June, 2: July to December.
[[nodiscard]] period half_year(int year, int half);
[[nodiscard]] period quarter(int year, int number);
[[nodiscard]] period days(events::local_date first, events::local_date last);

/// Whether they are the same days, however they are called: stat-2018 is stat-2018-m12.
[[nodiscard]] bool same_days(const period& one, const period& other);

/// `stat-2018`, `stat-2018-m6`, `2017`, `2017-h1`, `2017-q3`, `2017-06`, `2017-06..2017-12`,
/// `2017-06-01..2017-06-15`. Empty when malformed or the end is before the start.
[[nodiscard]] std::optional<period> period_from_text(std::string_view text);

} // namespace projections
