#pragma once

#include "engine/calendar.hpp"
#include "events/instant.hpp"

#include <tl/expected.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// How a period of the law becomes a due instant. Pure: everything comes in as an argument.
///
/// **The due instant is the exclusive end.** A period ends at 24:00 of its last day (Civil Code
/// 2015 art. 148.6), which is 00:00 of the next day at the office (+07:00); a step is in time when
/// it happened *before* that instant, so 23:59:59.999 of the last day is in time. People are shown
/// last_day_of(due), never the date of the due instant.
///
/// - **Days, months and years**: the day of the start is not counted (art. 147.2). Working days
///   count what the calendar says is worked. Calendar days count all; a period of calendar days,
///   months or years that ends on a day off ends with the next working day (art. 148.5; a
///   swapped-off weekday is read as a day off). Months end on the day of the same number, or the
///   last of a month that has none (art. 148.3); years on the same day and month, 29 February
///   becoming 28 (art. 148.3-4).
/// - **Hours** run from the fixed moment (art. 147.1) and never roll.
/// - **At once** (ngay) is nought days: the day of the start is not counted and none is added, so
///   that it ends with that very day, worked or not, and never rolls. The law gives no number; the
///   day is the shortest that lists, slips and figures know.
/// - **Half working days** are sessions of the office. The session in which the dossier became
///   complete is not counted; n half days end with the n-th session after it. Complete *strictly
///   after* the cutoff (15:00) on a working day, the first half day ends already at the start of
///   the next working morning (one-stop step B3, QĐ 537/QĐ-TCTHADS). So for the ½ day of hand-over:
///   09:00 → 17:00 the same day; 14:59 and 15:00 → end of the next working morning; 15:01 → its
///   start.
///
/// **Pauses** are intervals [from, to). The day on which a pause begins still counts; the days
/// after it, up to and including the day of resuming, do not: resuming starts the count afresh, and
/// the first day is not counted. So a pause over k working days moves a due of working days by
/// exactly k of them, and one that begins and ends on one day moves nothing. When a pause breaks
/// the last day itself, the period ends with the day of resuming, or the next working day if that
/// is a day off. A pause that begins at or after the due instant, or ended before the start,
/// changes nothing. Hours stop and go on to the millisecond. A half day is not divided: the
/// sessions not yet over are counted afresh from the instant of resuming. A pause without end stops
/// the clock: no due.
namespace engine {

enum class time_unit : std::uint8_t {
    working_days,
    half_working_days,
    calendar_days,
    months,
    years,
    hours,
    at_once ///< of nought: the law says "ngay" and gives no number
};

/// The length of a period, as the rule writes it.
struct budget {
    std::int64_t amount = 0;
    time_unit unit = time_unit::working_days;
    bool operator==(const budget&) const = default;
};

/// A stretch in which the period does not run; open while `to` is empty.
struct pause {
    events::instant from;
    std::optional<events::instant> to;
    bool operator==(const pause&) const = default;
};

/// Days that the law leaves out of a period, both included: of a limitation those on which the
/// enforcement was postponed (Luật THADS 26/2008/QH12 art. 30).
struct excluded_days {
    local_date first;
    local_date last;
    bool operator==(const excluded_days&) const = default;
};

/// Why a day counts towards a period or does not.
enum class day_reason : std::uint8_t {
    first_day, ///< the day of the start (art. 147.2)
    counted,
    working_saturday, ///< counted, because it is worked in exchange
    weekend,
    holiday,
    compensation,
    swap,
    paused,
    ends_here, ///< not counted, but the period ends with it: rolled from a day off or a pause
};

struct counted_day {
    local_date day;
    bool counts = false;
    /// Of a day that counts: that it does, or why it is off where the period rolls off it.
    day_reason why = day_reason::counted;
    bool operator==(const counted_day&) const = default;
};

/// A due instant with its derivation.
struct due_result {
    std::optional<events::instant> at; ///< exclusive end; empty while a pause is open
    /// From the day of the start to the last day, in order. For months and years only the day of
    /// the start, then the days from the raw end on; empty for hours.
    std::vector<counted_day> days;
};

/// The due instant with every day that was counted or skipped, and why. The error says what does
/// not fit: a budget below 1, a pause that ends before it begins, a day outside the calendar.
[[nodiscard]] tl::expected<due_result, std::string> compute_due(const calendar& days,
                                                                events::instant start,
                                                                budget length,
                                                                std::span<const pause> pauses);

/// The same with days that do not count, in the order of their first days; those behind the end
/// change nothing.
[[nodiscard]] tl::expected<due_result, std::string>
compute_due_without(const calendar& days, events::instant start, budget length,
                    std::span<const excluded_days> excluded);

/// Where calendar days, months or years end before anybody knows whether that day is worked: the
/// end for where no calendar reaches yet. None of other units, which end on worked days or by the
/// clock.
[[nodiscard]] std::optional<local_date> raw_end(events::instant start, budget length,
                                                std::span<const excluded_days> excluded);

/// The same instant without pauses and derivation, in constant time.
[[nodiscard]] tl::expected<events::instant, std::string>
due_at(const calendar& days, events::instant start, budget length);

/// The due instant when a period is prolonged by `more` from its end (for example Law on civil
/// judgment enforcement art. 146.5): counted like a period that starts on the last day.
[[nodiscard]] tl::expected<events::instant, std::string>
prolonged(const calendar& days, events::instant due, budget more);

/// The last day on which a step is in time; what slips and screens show.
[[nodiscard]] local_date last_day_of(events::instant due);

} // namespace engine

template <> struct events::enum_names<engine::time_unit> {
    static constexpr std::array<std::string_view, 7> names{
        "working_days", "half_working_days", "calendar_days", "months", "years", "hours",
        "at_once"};
};

template <> struct events::enum_names<engine::day_reason> {
    static constexpr std::array<std::string_view, 9> names{
        "first_day",    "counted", "working_saturday", "weekend",  "holiday",
        "compensation", "swap",    "paused",           "ends_here"};
};
