#pragma once

#include "engine/calendar.hpp"
#include "events/instant.hpp"

#include <cstdint>
#include <vector>

namespace connectors::seeding {

/// Working time as a line without gaps: nights, weekends, holidays and Tết cut out.
class office_hours {
public:
    /// Covers the days from `first` to `last`, and some weeks more for what is planned beyond.
    office_hours(const engine::calendar& days, events::local_date first, events::local_date last);

    /// The moment at which this much working time has passed since `from`.
    [[nodiscard]] events::instant after(events::instant from,
                                        std::chrono::milliseconds worked) const;
    /// `from` itself when the office works then, else the next opening.
    [[nodiscard]] events::instant open_at(events::instant from) const { return after(from, {}); }
    /// This time of day on the n-th working day after the day of `from`.
    [[nodiscard]] events::instant on_working_day(events::instant from, std::size_t days_later,
                                                 std::chrono::milliseconds time_of_day) const;
    /// The working days covered, in order.
    [[nodiscard]] const std::vector<events::local_date>& days() const { return days_; }
    /// How long an office works on a day.
    [[nodiscard]] std::chrono::milliseconds day_length() const;

private:
    [[nodiscard]] std::size_t first_day_from(events::local_date day) const;

    engine::office_session morning_;
    engine::office_session afternoon_;
    std::vector<events::local_date> days_;
    std::vector<std::int32_t> index_; ///< by day since the first: the first working day from it on
    events::local_date first_;
};

} // namespace connectors::seeding
