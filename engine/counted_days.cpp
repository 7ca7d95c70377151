#include "engine/counted_days.hpp"

#include "engine/day_arithmetic.hpp"

#include <algorithm>

namespace engine {
namespace {

bool is_paused(local_date day, const std::vector<pause>& pauses) {
    return std::ranges::any_of(pauses, [&](const pause& each) {
        return day > events::office_date(each.from) &&
               (!each.to || day <= events::office_date(*each.to));
    });
}

} // namespace

day_reason counted_as(day_kind kind) {
    switch (kind) {
    case day_kind::working_day:
        return day_reason::counted;
    case day_kind::working_saturday:
        return day_reason::working_saturday;
    case day_kind::weekend:
        return day_reason::weekend;
    case day_kind::holiday:
        return day_reason::holiday;
    case day_kind::compensation:
        return day_reason::compensation;
    case day_kind::swap:
        return day_reason::swap;
    }
    return day_reason::counted;
}

std::vector<counted_day> counted_days(const calendar& days_of, const day_span& of,
                                      const std::vector<pause>& pauses) {
    auto amount = of.amount;
    std::vector<counted_day> list{{of.first, false, day_reason::first_day}};
    for (auto day = plus_days(of.first, 1); day <= of.last; day = plus_days(day, 1)) {
        const auto kind = days_of.kind_of(day).value_or(day_kind::working_day);
        if (is_paused(day, pauses)) {
            list.push_back({day, false, day_reason::paused});
        } else if (amount > 0 && (!of.working || is_worked(kind))) {
            list.push_back({day, true, of.working ? counted_as(kind) : day_reason::counted});
            --amount;
        } else {
            // A worked day here is the end itself, or a rolled end that a pause broke.
            list.push_back({day, false, is_worked(kind) ? day_reason::paused : counted_as(kind)});
        }
    }
    return list;
}

} // namespace engine
