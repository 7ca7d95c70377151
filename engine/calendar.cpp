#include "engine/calendar.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace engine {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::weekday;

constexpr std::int64_t days_max = 200 * 366; // keeps a mistyped year from filling the memory

bool rests_on(const calendar_data& data, local_date day) {
    return std::ranges::find(data.weekly_rest, weekday{sys_days{day}}) != data.weekly_rest.end();
}

bool is_session(const office_session& session) {
    return session.start >= std::chrono::milliseconds{0} && session.start < session.end &&
           session.end <= days{1};
}

std::string problem_of(const calendar_data& data, const special_day& special) {
    const auto text = events::to_text(special.day);
    if (!special.day.ok() || special.day < data.first_day || special.day > data.last_day) {
        return fmt::format("special day {} is outside the covered years", text);
    }
    const bool rest = rests_on(data, special.day);
    if (special.kind == day_kind::working_saturday && !rest) {
        return fmt::format("{} is said to be worked in exchange but is no weekly rest day", text);
    }
    if (!is_worked(special.kind) && (rest || special.kind == day_kind::weekend)) {
        return fmt::format("{} is said to be off but is a weekly rest day already", text);
    }
    if (special.kind == day_kind::working_day) {
        return fmt::format("{} is an ordinary working day and needs no entry", text);
    }
    return {};
}

} // namespace

calendar::answer<calendar> calendar::make(calendar_data data) {
    calendar made;
    made.data_ = std::move(data);
    std::ranges::sort(made.data_.special_days, {}, &special_day::day);
    if (auto problem = made.problem_of_data(); !problem.empty()) {
        return tl::unexpected(std::move(problem));
    }
    made.fill_tables();
    return made;
}

std::string calendar::problem_of_data() const {
    if (!data_.first_day.ok() || !data_.last_day.ok() || data_.last_day < data_.first_day ||
        index_of(data_.last_day) >= days_max) {
        return "the covered days must run from a real first day to a real last day";
    }
    if (!is_session(data_.morning) || !is_session(data_.afternoon) ||
        data_.afternoon.start < data_.morning.end) {
        return "the morning session must end before the afternoon session begins";
    }
    if (data_.hand_over_cutoff < data_.morning.start ||
        data_.hand_over_cutoff > data_.afternoon.end) {
        return "the hand-over cutoff must lie in office hours";
    }
    if (data_.morning_start_window < std::chrono::milliseconds{0} ||
        data_.morning_start_window > data_.morning.end - data_.morning.start) {
        return "the morning start window must lie in the morning session";
    }
    for (const auto& special : data_.special_days) {
        if (auto problem = problem_of(data_, special); !problem.empty()) {
            return problem;
        }
    }
    const auto twice = std::ranges::adjacent_find(data_.special_days, {}, &special_day::day);
    if (twice != data_.special_days.end()) {
        return fmt::format("{} is named twice", events::to_text(twice->day));
    }
    return {};
}

void calendar::fill_tables() {
    const auto count = index_of(data_.last_day) + 1;
    kinds_.reserve(static_cast<std::size_t>(count));
    for (std::int64_t i = 0; i < count; ++i) {
        kinds_.push_back(rests_on(data_, day_at(i)) ? day_kind::weekend : day_kind::working_day);
    }
    for (const auto& special : data_.special_days) {
        kinds_[static_cast<std::size_t>(index_of(special.day))] = special.kind;
    }
    worked_upto_.reserve(kinds_.size());
    for (std::size_t i = 0; i < kinds_.size(); ++i) {
        if (is_worked(kinds_[i])) {
            worked_.push_back(static_cast<std::int32_t>(i));
        }
        worked_upto_.push_back(static_cast<std::int32_t>(worked_.size()));
    }
}

std::int64_t calendar::index_of(local_date day) const {
    return (sys_days{day} - sys_days{data_.first_day}).count();
}

local_date calendar::day_at(std::int64_t index) const {
    return local_date{sys_days{data_.first_day} + days{index}};
}

tl::unexpected<std::string> calendar::outside(local_date day) const {
    if (kinds_.empty()) {
        return tl::unexpected<std::string>("no calendar is loaded");
    }
    return tl::unexpected(
        fmt::format("{} is outside calendar {} ({} to {}): publish a calendar that covers it",
                    events::to_text(day), data_.id, events::to_text(data_.first_day),
                    events::to_text(data_.last_day)));
}

bool calendar::covers(local_date day) const { return day.ok() && covers_index(index_of(day)); }

calendar::answer<day_kind> calendar::kind_of(local_date day) const {
    if (!covers(day)) {
        return outside(day);
    }
    return kinds_[static_cast<std::size_t>(index_of(day))];
}

std::string_view calendar::special_name(local_date day) const {
    const auto found = std::ranges::lower_bound(data_.special_days, day, {}, &special_day::day);
    return found != data_.special_days.end() && found->day == day ? std::string_view{found->name}
                                                                  : std::string_view{};
}

calendar::answer<bool> calendar::is_working_day(local_date day) const {
    return kind_of(day).map(is_worked);
}

calendar::answer<local_date> calendar::next_working_day(local_date day) const {
    return add_working_days(day, 1);
}

calendar::answer<local_date> calendar::roll_forward(local_date day) const {
    if (!covers(day)) {
        return outside(day);
    }
    return is_worked(kinds_[static_cast<std::size_t>(index_of(day))]) ? day : next_working_day(day);
}

calendar::answer<local_date> calendar::add_working_days(local_date day, std::int64_t count) const {
    if (!covers(day)) {
        return outside(day);
    }
    if (count == 0) {
        return day;
    }
    const auto index = static_cast<std::size_t>(index_of(day));
    // Going back starts from the last working day before `day`, which `day` itself is not.
    const std::int64_t before =
        worked_upto_[index] - (count < 0 && is_worked(kinds_[index]) ? 1 : 0);
    const auto step_count = std::clamp(count, -days_max, days_max); // keeps the sum in range
    const auto ordinal = count > 0 ? before + step_count - 1 : before + step_count;
    if (ordinal < 0 || ordinal >= static_cast<std::int64_t>(worked_.size())) {
        const days step{count > 0 ? 1 : -1};
        return outside(local_date{sys_days{count > 0 ? data_.last_day : data_.first_day} + step});
    }
    return day_at(worked_[static_cast<std::size_t>(ordinal)]);
}

calendar::answer<std::int64_t> calendar::working_days_between(local_date after,
                                                              local_date up_to) const {
    for (const auto day : {after, up_to}) {
        if (!covers(day)) {
            return outside(day);
        }
    }
    return std::int64_t{worked_upto_[static_cast<std::size_t>(index_of(up_to))]} -
           worked_upto_[static_cast<std::size_t>(index_of(after))];
}

} // namespace engine
