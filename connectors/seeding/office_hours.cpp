#include "connectors/seeding/office_hours.hpp"

#include <algorithm>

namespace connectors::seeding {
namespace {

using events::local_date;
using std::chrono::milliseconds;
using std::chrono::sys_days;

constexpr std::chrono::days planned_beyond{150};
/// In which nobody files anything yet: supervisors look at what the night has brought.
constexpr std::chrono::minutes first_quarter{15};

} // namespace

office_hours::office_hours(const engine::calendar& days, local_date first, local_date last)
    : morning_(days.morning()), afternoon_(days.afternoon()), first_(first) {
    morning_.start += first_quarter;
    for (auto day = sys_days{first}; day <= sys_days{last} + planned_beyond;
         day += std::chrono::days{1}) {
        index_.push_back(static_cast<std::int32_t>(days_.size()));
        if (days.is_working_day(local_date{day}).value_or(false)) {
            days_.emplace_back(day);
        }
    }
}

milliseconds office_hours::day_length() const {
    return (morning_.end - morning_.start) + (afternoon_.end - afternoon_.start);
}

std::size_t office_hours::first_day_from(local_date day) const {
    const auto since = (sys_days{day} - sys_days{first_}).count();
    const auto at =
        std::clamp<std::int64_t>(since, 0, static_cast<std::int64_t>(index_.size()) - 1);
    return std::min(static_cast<std::size_t>(index_[static_cast<std::size_t>(at)]),
                    days_.size() - 1);
}

events::instant office_hours::after(events::instant from, milliseconds worked) const {
    const auto date = events::office_date(from);
    auto day = first_day_from(date);
    milliseconds since_opening{0};
    if (days_[day] == date) {
        const auto time = events::office_time_of_day(from);
        since_opening =
            std::clamp(time - morning_.start, milliseconds{0}, morning_.end - morning_.start) +
            std::clamp(time - afternoon_.start, milliseconds{0}, afternoon_.end - afternoon_.start);
    }
    const auto whole = since_opening + worked;
    day = std::min(day + static_cast<std::size_t>(whole / day_length()), days_.size() - 1);
    const auto rest = whole % day_length();
    const auto in_morning = morning_.end - morning_.start;
    return events::at_office(days_[day], rest < in_morning
                                             ? morning_.start + rest
                                             : afternoon_.start + (rest - in_morning));
}

events::instant office_hours::on_working_day(events::instant from, std::size_t days_later,
                                             milliseconds time_of_day) const {
    const auto date = events::office_date(from);
    auto day = first_day_from(date);
    if (days_[day] != date && days_later > 0) {
        --days_later; // the next working day is the first one after a day off
    }
    return events::at_office(days_[std::min(day + days_later, days_.size() - 1)], time_of_day);
}

} // namespace connectors::seeding
