#include "engine/deadline_math.hpp"

#include "engine/counted_days.hpp"
#include "engine/day_arithmetic.hpp"
#include "engine/half_days.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace engine {
namespace {

using events::instant;
using std::chrono::sys_days;
using std::chrono::year;
template <class T> using or_reason = tl::expected<T, std::string>;

// Far beyond any period of the law; keep sums of days and years in range.
constexpr std::int64_t amount_max = 100'000;
constexpr std::int64_t years_max = 1'000;
constexpr std::int64_t months_max = 12 * years_max;
constexpr instant earliest{sys_days{year{1900} / 1 / 1}};
constexpr instant latest{sys_days{year{2200} / 1 / 1}};

std::int64_t most_of(time_unit unit) {
    return unit == time_unit::years    ? years_max
           : unit == time_unit::months ? months_max
                                       : amount_max;
}

/// Of what the calendar counts by its own dates and not by days; none of the other units.
std::optional<local_date> same_day_after(local_date first, budget length) {
    return length.unit == time_unit::years    ? std::optional{plus_years(first, length.amount)}
           : length.unit == time_unit::months ? std::optional{plus_months(first, length.amount)}
                                              : std::nullopt;
}

std::string problem_of(instant start, budget length) {
    if ((length.amount < 1) != (length.unit == time_unit::at_once) || length.amount < 0 ||
        length.amount > most_of(length.unit)) {
        return fmt::format("a period of {} {} cannot be counted", length.amount,
                           events::name_of(length.unit));
    }
    if (start < earliest || start >= latest) {
        return fmt::format("{} cannot start a period", events::to_text(start));
    }
    return {};
}

/// Pauses in order, joined where they touch, cut at `start`; those that ended before it left out.
or_reason<std::vector<pause>> in_order(instant start, std::span<const pause> pauses) {
    std::vector<pause> list;
    for (pause each : pauses) {
        if (each.from < earliest || each.from >= latest || (each.to && *each.to < each.from) ||
            (each.to && *each.to >= latest)) {
            return tl::unexpected(fmt::format("the pause from {} ends before it begins or is "
                                              "outside the years that can be counted",
                                              events::to_text(each.from)));
        }
        each.from = std::max(each.from, start);
        if (!each.to || *each.to > start) {
            list.push_back(each);
        }
    }
    std::ranges::sort(list, {}, &pause::from);
    std::vector<pause> joined;
    for (const pause& each : list) {
        if (joined.empty() || (joined.back().to && *joined.back().to < each.from)) {
            joined.push_back(each);
        } else if (joined.back().to) {
            joined.back().to =
                each.to ? std::optional{std::max(*joined.back().to, *each.to)} : std::nullopt;
        }
    }
    return joined;
}

/// Counts a period of days from the office day `cursor` on.
struct day_count {
    const calendar& days_of;
    bool working;           ///< working days, else calendar days
    local_date cursor;      ///< counting goes on with the day after it
    std::int64_t remaining; ///< days still to count
    local_date raw_end{};
    local_date last_day{}; ///< raw_end, rolled off a day off
    bool stopped = false;  ///< by a pause without end, after `cursor`

    /// Where the period ends if nothing more pauses it. The error names the uncovered day.
    std::string find_end() {
        const auto end = working ? days_of.add_working_days(cursor, remaining)
                                 : or_reason<local_date>{plus_days(cursor, remaining)};
        const auto rolled = end.and_then([&](local_date day) { return days_of.roll_forward(day); });
        if (!rolled) {
            return rolled.error();
        }
        raw_end = *end;
        last_day = *rolled;
        return {};
    }

    std::string take(const pause& each) {
        const auto counted_to = std::min(events::office_date(each.from), raw_end);
        const auto used = working ? days_of.working_days_between(cursor, counted_to)
                                  : or_reason<std::int64_t>{days_between(cursor, counted_to)};
        if (!used) {
            return used.error();
        }
        remaining -= *used;
        stopped = !each.to;
        cursor = events::office_date(each.to.value_or(each.from));
        return stopped ? std::string{} : find_end();
    }
};

/// The last day that counts is off: it says so, and why the period does not end with it.
void say_why_it_rolls(const calendar& days_of, local_date raw_end, std::vector<counted_day>& list) {
    const auto end = std::ranges::find(list, raw_end, &counted_day::day);
    if (end != list.end() && end->counts) {
        end->why = counted_as(days_of.kind_of(raw_end).value_or(day_kind::working_day));
    }
}

or_reason<due_result> days_due(const calendar& days_of, instant start, budget length,
                               const std::vector<pause>& pauses) {
    const auto first = events::office_date(start);
    const bool working = length.unit == time_unit::working_days;
    const auto same_day = same_day_after(first, length);
    const auto amount = same_day ? days_between(first, *same_day) : length.amount;
    day_count count{days_of, working, first, amount};
    std::string problem = count.find_end();
    for (auto each = pauses.begin();
         problem.empty() && each != pauses.end() && each->from < end_of(count.last_day); ++each) {
        problem = count.take(*each);
    }
    if (!problem.empty()) {
        return tl::unexpected(std::move(problem));
    }
    due_result result;
    if (!count.stopped) {
        result.at = end_of(count.last_day);
    }
    const auto last = count.stopped ? count.cursor : count.last_day;
    result.days = counted_days(days_of, {first, last, working, amount}, pauses);
    if (!count.stopped && !result.days.back().counts) {
        result.days.back().why = day_reason::ends_here;
        if (!working) {
            say_why_it_rolls(days_of, count.raw_end, result.days);
        }
    }
    if (same_day && result.days.size() > 1) {
        const auto shown = std::ranges::find_if(result.days, [&](const counted_day& each) {
            return each.day >= (count.stopped ? last : std::min(count.raw_end, last));
        });
        result.days.erase(result.days.begin() + 1, shown);
    }
    return result;
}

or_reason<due_result> hours_due(instant start, std::int64_t amount,
                                const std::vector<pause>& pauses) {
    instant due = start + std::chrono::hours{amount};
    for (const pause& each : pauses) {
        if (each.from >= due) {
            break;
        }
        if (!each.to) {
            return due_result{};
        }
        due += *each.to - each.from;
    }
    return due_result{due, {}};
}

/// A pause over the day moves it to the day of resuming, as it does with days.
due_result at_once_due(instant start, const std::vector<pause>& pauses) {
    const auto first = events::office_date(start);
    auto last = first;
    for (const pause& each : pauses) {
        if (each.from >= end_of(last)) {
            break;
        }
        if (!each.to) {
            return due_result{std::nullopt, {{first, false, day_reason::first_day}}};
        }
        last = std::max(last, events::office_date(*each.to));
    }
    due_result result{end_of(last), {{first, false, day_reason::first_day}}};
    for (auto day = plus_days(first, 1); day <= last; day = plus_days(day, 1)) {
        result.days.push_back({day, false, day_reason::paused});
    }
    result.days.back().why = day_reason::ends_here;
    return result;
}

std::vector<counted_day> explain_half_days(const calendar& days_of, instant start, instant due,
                                           const std::vector<pause>& pauses) {
    const auto first = events::office_date(start);
    const auto last = last_day_of(due);
    auto list = counted_days(days_of, {first, last, true, amount_max}, pauses);
    if (const auto next = session_after(days_of, start); next && next->session.day == first) {
        list.front() = {first, true, counted_as(*days_of.kind_of(first))};
    }
    if (due < events::at_office(last, days_of.morning().end)) {
        list.back() = {last, false, day_reason::ends_here};
    }
    return list;
}

or_reason<due_result> half_days_due(const calendar& days_of, instant start, std::int64_t amount,
                                    const std::vector<pause>& pauses) {
    auto due = half_days_due(days_of, start, amount);
    instant counted_from = start;
    for (auto each = pauses.begin(); due && each != pauses.end() && each->from < *due; ++each) {
        if (!each->to) {
            return due_result{};
        }
        std::int64_t over = 0;
        while (over + 1 < amount) {
            const auto end = half_days_due(days_of, counted_from, over + 1);
            if (!end || *end > each->from) {
                break;
            }
            ++over;
        }
        amount -= over;
        counted_from = *each->to;
        due = half_days_due(days_of, counted_from, amount);
    }
    if (!due) {
        return tl::unexpected(due.error());
    }
    return due_result{*due, explain_half_days(days_of, start, *due, pauses)};
}

} // namespace

or_reason<due_result> compute_due(const calendar& days_of, instant start, budget length,
                                  std::span<const pause> pauses) {
    if (auto problem = problem_of(start, length); !problem.empty()) {
        return tl::unexpected(std::move(problem));
    }
    const auto ordered = in_order(start, pauses);
    if (!ordered) {
        return tl::unexpected(ordered.error());
    }
    switch (length.unit) {
    case time_unit::working_days:
    case time_unit::calendar_days:
    case time_unit::months:
    case time_unit::years:
        return days_due(days_of, start, length, *ordered);
    case time_unit::half_working_days:
        return half_days_due(days_of, start, length.amount, *ordered);
    case time_unit::hours:
        return hours_due(start, length.amount, *ordered);
    case time_unit::at_once:
        return at_once_due(start, *ordered);
    }
    return tl::unexpected<std::string>("unknown unit of time");
}

or_reason<instant> due_at(const calendar& days_of, instant start, budget length) {
    if (auto problem = problem_of(start, length); !problem.empty()) {
        return tl::unexpected(std::move(problem));
    }
    const auto first = events::office_date(start);
    switch (length.unit) {
    case time_unit::working_days:
        return days_of.add_working_days(first, length.amount).map(end_of);
    case time_unit::calendar_days:
        return days_of.roll_forward(plus_days(first, length.amount)).map(end_of);
    case time_unit::months:
    case time_unit::years:
        return days_of.roll_forward(*same_day_after(first, length)).map(end_of);
    case time_unit::half_working_days:
        return half_days_due(days_of, start, length.amount);
    case time_unit::hours:
        return start + std::chrono::hours{length.amount};
    case time_unit::at_once:
        return end_of(first);
    }
    return tl::unexpected<std::string>("unknown unit of time");
}

or_reason<instant> prolonged(const calendar& days_of, instant due, budget more) {
    return due_at(days_of, due - std::chrono::milliseconds{1}, more);
}

local_date last_day_of(instant due) {
    return events::office_date(due - std::chrono::milliseconds{1});
}

} // namespace engine
