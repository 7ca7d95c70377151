#include "engine/derivation.hpp"

#include <algorithm>

namespace engine {
namespace {

time_unit unit_of(const deadline& period) {
    return events::enum_of<time_unit>(period.unit).value_or(time_unit::calendar_days);
}

/// Five working days may be prolonged by thirty days of the calendar: Luật THADS art. 146.
budget prolongation_of(const deadline& period) {
    return {period.extended_days,
            events::enum_of<time_unit>(period.extended_unit).value_or(unit_of(period))};
}

/// Where the law says how long the whole may last, that is counted from the start: sixty days that
/// would end in the days off of Tết are ninety at most, and not thirty more after the days off.
budget whole_of(const deadline& period) {
    const auto more = period.extended_from_start ? period.extended_days : 0;
    return {period.amount + more, unit_of(period)};
}

bool is_prolonged_from_its_end(const deadline& period) {
    return period.extended_days > 0 && !period.extended_from_start;
}

std::vector<pause> pauses_of(const deadline& period) {
    std::vector<pause> out;
    out.reserve(period.pauses.size());
    for (const auto& one : period.pauses) {
        out.push_back({one.from, one.to});
    }
    return out;
}

} // namespace

events::instant late_from(const calendar& days, events::instant due, budget length) {
    const bool at_opening = length.unit == time_unit::half_working_days &&
                            days.morning_start_window() == std::chrono::milliseconds{0} &&
                            events::office_time_of_day(due) == days.morning().start;
    return at_opening ? events::at_office(events::office_date(due), days.morning().end) : due;
}

tl::expected<derivation, std::string> derive(const calendar& days, const deadline& period) {
    const auto pauses = pauses_of(period);
    const auto whole = whole_of(period);
    auto counted = compute_due(days, period.since, whole, pauses);
    if (!counted) {
        return tl::unexpected(std::move(counted).error());
    }
    derivation out{*std::move(counted), std::nullopt, std::nullopt};
    if (out.counted.at) {
        out.due = late_from(days, *out.counted.at, whole);
    }
    if (!is_prolonged_from_its_end(period) || !out.due) {
        return out;
    }
    // From the last millisecond of the first count, whose day is then the one that is not counted.
    auto more =
        compute_due(days, *out.due - std::chrono::milliseconds{1}, prolongation_of(period), pauses);
    if (!more) {
        return tl::unexpected(std::move(more).error());
    }
    out.due = more->at;
    out.prolonged = *std::move(more);
    return out;
}

tl::expected<events::instant, std::string> derived_due(const calendar& days,
                                                       const deadline& period) {
    if (period.pauses.empty()) {
        const auto whole = whole_of(period);
        auto due = due_at(days, period.since, whole).map([&](events::instant at) {
            return late_from(days, at, whole);
        });
        return due && is_prolonged_from_its_end(period)
                   ? prolonged(days, *due, prolongation_of(period))
                   : due;
    }
    return derive(days, period).map([&](const derivation& made) {
        return made.due.value_or(period.due);
    });
}

std::vector<events::deadline_moved> moved_by(const calendar& days, const case_state& state) {
    std::vector<events::deadline_moved> out;
    for (const auto& one : state.deadlines) {
        if (!one.open() || one.paused()) {
            continue; // a stopped clock is counted when it goes on
        }
        const auto due = derived_due(days, one);
        if (due && *due != one.due) {
            out.push_back({one.id, *due});
        }
    }
    return out;
}

} // namespace engine
