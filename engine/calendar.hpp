#pragma once

#include "events/describe.hpp"
#include "events/instant.hpp"

#include <tl/expected.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

using events::local_date;

/// What a day is to an office, and so why it is worked or not.
enum class day_kind : std::uint8_t {
    working_day,
    working_saturday, ///< a rest day that is worked in exchange for a weekday (hoán đổi)
    weekend,          ///< weekly rest (QĐ 188/1999/QĐ-TTg art. 1)
    holiday,          ///< Labour Code 2012 art. 115, 2019 art. 112
    compensation,     ///< for a holiday that fell on a weekly rest day (nghỉ bù)
    swap,             ///< a weekday off in exchange for a worked Saturday
};

[[nodiscard]] constexpr bool is_worked(day_kind kind) {
    return kind == day_kind::working_day || kind == day_kind::working_saturday;
}

/// A day that is not what its weekday says.
struct special_day {
    local_date day;
    day_kind kind = day_kind::holiday;
    std::string name; ///< Vietnamese, for people
};

/// One half of a working day: times of day at the office, `end` exclusive.
struct office_session {
    std::chrono::milliseconds start{};
    std::chrono::milliseconds end{};
    bool operator==(const office_session&) const = default;
};

/// What a calendar is made from; schemas/calendars/*.json in memory.
struct calendar_data {
    std::string id;
    std::string version; ///< hash of the content, in hex
    local_date first_day;
    local_date last_day;
    std::vector<std::chrono::weekday> weekly_rest;
    office_session morning;
    office_session afternoon;
    /// A dossier that is complete strictly after this time of day is handed over next morning.
    std::chrono::milliseconds hand_over_cutoff{};
    /// How long "the start of the next working morning" lasts. 0: the very start of the session.
    std::chrono::milliseconds morning_start_window{};
    std::vector<special_day> special_days;
};

/// The working days of the offices, for the years that it covers and no others: what is asked about
/// a day outside is an error value, never a guess. Immutable; every answer takes constant time.
class calendar {
public:
    template <class T> using answer = tl::expected<T, std::string>;

    /// Covers no day at all.
    calendar() = default;
    /// The error says which day or session does not fit.
    [[nodiscard]] static answer<calendar> make(calendar_data data);

    [[nodiscard]] const std::string& id() const { return data_.id; }
    [[nodiscard]] const std::string& version() const { return data_.version; }
    [[nodiscard]] local_date first_day() const { return data_.first_day; }
    [[nodiscard]] local_date last_day() const { return data_.last_day; }
    [[nodiscard]] const office_session& morning() const { return data_.morning; }
    [[nodiscard]] const office_session& afternoon() const { return data_.afternoon; }
    [[nodiscard]] std::chrono::milliseconds hand_over_cutoff() const {
        return data_.hand_over_cutoff;
    }
    [[nodiscard]] std::chrono::milliseconds morning_start_window() const {
        return data_.morning_start_window;
    }
    [[nodiscard]] const std::vector<special_day>& special_days() const {
        return data_.special_days;
    }

    [[nodiscard]] bool covers(local_date day) const;
    [[nodiscard]] answer<day_kind> kind_of(local_date day) const;
    /// The Vietnamese name of a special day; empty for any other.
    [[nodiscard]] std::string_view special_name(local_date day) const;
    [[nodiscard]] answer<bool> is_working_day(local_date day) const;

    /// The first working day strictly after `day`.
    [[nodiscard]] answer<local_date> next_working_day(local_date day) const;
    /// `day` itself when it is worked, else the next working day (Civil Code 2015 art. 148.5).
    [[nodiscard]] answer<local_date> roll_forward(local_date day) const;
    /// The `count`-th working day after `day`, or before it when negative; `day` itself for 0.
    [[nodiscard]] answer<local_date> add_working_days(local_date day, std::int64_t count) const;
    /// How many working days lie in (after, up_to].
    [[nodiscard]] answer<std::int64_t> working_days_between(local_date after,
                                                            local_date up_to) const;

private:
    [[nodiscard]] std::int64_t index_of(local_date day) const;
    [[nodiscard]] local_date day_at(std::int64_t index) const;
    [[nodiscard]] bool covers_index(std::int64_t index) const {
        return index >= 0 && index < static_cast<std::int64_t>(kinds_.size());
    }
    [[nodiscard]] tl::unexpected<std::string> outside(local_date day) const;
    [[nodiscard]] std::string problem_of_data() const;
    void fill_tables();

    calendar_data data_;
    std::vector<day_kind> kinds_; ///< by day, counted from the first
    std::vector<std::int32_t>
        worked_upto_;                  ///< by day: working days from the first to it, inclusive
    std::vector<std::int32_t> worked_; ///< by working day: the index of its day
};

/// Reads schemas/calendars/*.json text; `file` names it in messages. The version is the hash of the
/// canonical content, so white space does not make a new calendar. Throws events::fault
/// `rules-bad-data` with the file, the JSON pointer and the reason.
[[nodiscard]] calendar read_calendar(std::string_view json_text, std::string_view file);

} // namespace engine

template <> struct events::enum_names<engine::day_kind> {
    static constexpr std::array<std::string_view, 6> names{
        "working_day", "working_saturday", "weekend", "holiday", "compensation", "swap"};
};
