#include "events/instant.hpp"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>

namespace events {
namespace {

using std::chrono::days;
using std::chrono::milliseconds;

/// Reads exactly `count` digits and moves on; false when there are none.
bool digits(std::string_view& text, std::size_t count, int& value) {
    if (text.size() < count) {
        return false;
    }
    const auto [end, error] = std::from_chars(text.data(), text.data() + count, value);
    if (error != std::errc{} || end != text.data() + count || text.front() == '-') {
        return false;
    }
    text.remove_prefix(count);
    return true;
}

bool literal(std::string_view& text, char wanted) {
    if (text.empty() || text.front() != wanted) {
        return false;
    }
    text.remove_prefix(1);
    return true;
}

bool date(std::string_view& text, local_date& day) {
    int y = 0;
    int m = 0;
    int d = 0;
    if (!digits(text, 4, y) || !literal(text, '-') || !digits(text, 2, m) || !literal(text, '-') ||
        !digits(text, 2, d)) {
        return false;
    }
    day = local_date{std::chrono::year{y}, std::chrono::month{static_cast<unsigned>(m)},
                     std::chrono::day{static_cast<unsigned>(d)}};
    return day.ok();
}

bool fraction(std::string_view& text, int& ms) {
    ms = 0;
    if (!literal(text, '.')) {
        return true;
    }
    int scale = 100;
    std::size_t count = 0;
    while (!text.empty() && text.front() >= '0' && text.front() <= '9' && count < 9) {
        ms += (text.front() - '0') * scale;
        scale /= 10;
        text.remove_prefix(1);
        ++count;
    }
    return count > 0;
}

bool zone(std::string_view& text, std::chrono::minutes& offset) {
    if (literal(text, 'Z')) {
        offset = {};
        return true;
    }
    const int sign = text.empty() || text.front() != '-' ? 1 : -1;
    if (!literal(text, '+') && !literal(text, '-')) {
        return false;
    }
    int hours = 0;
    int minutes = 0;
    if (!digits(text, 2, hours) || !literal(text, ':') || !digits(text, 2, minutes) || hours > 23 ||
        minutes > 59) {
        return false;
    }
    offset = sign * std::chrono::minutes{hours * 60 + minutes};
    return true;
}

/// `2017-06-01T08:30:00.000Z`, as to_text() writes it and nearly every instant stands in a log.
/// Whatever is otherwise is left to the longer way.
std::optional<instant> plainly_written(std::string_view text) {
    if (text.size() != 24 || text[4] != '-' || text[7] != '-' || text[10] != 'T' ||
        text[13] != ':' || text[16] != ':' || text[19] != '.' || text[23] != 'Z') {
        return std::nullopt;
    }
    unsigned largest = 0;
    const auto number = [&](std::size_t from, std::size_t count) {
        unsigned out = 0;
        for (std::size_t i = from; i < from + count; ++i) {
            const auto digit =
                static_cast<unsigned>(static_cast<unsigned char>(text[i])) - unsigned{'0'};
            largest = std::max(largest, digit); // more than 9 when it is none
            out = out * 10 + digit;
        }
        return out;
    };
    const local_date day{std::chrono::year{static_cast<int>(number(0, 4) & 0x7fffU)},
                         std::chrono::month{number(5, 2)}, std::chrono::day{number(8, 2)}};
    const auto hour = number(11, 2);
    const auto minute = number(14, 2);
    const auto second = number(17, 2);
    const auto ms = number(20, 3);
    if (largest > 9 || !day.ok() || hour > 23 || minute > 59 || second > 59) {
        return std::nullopt;
    }
    return instant{std::chrono::sys_days{day}} +
           milliseconds{((hour * 60 + minute) * 60 + second) * 1000 + ms};
}

/// Writes `value` in `count` digits and the mark after them.
char* put(char* at, std::uint32_t value, int count, char mark) {
    for (int i = count - 1; i >= 0; --i, value /= 10) {
        at[i] = static_cast<char>('0' + value % 10);
    }
    at[count] = mark;
    return at + count + 1;
}

} // namespace

/// By hand: every event has several instants, and formatting them took a tenth of writing it.
std::string to_text(instant at) {
    const auto midnight = std::chrono::floor<days>(at);
    const local_date day{midnight};
    const auto year = static_cast<int>(day.year());
    const std::chrono::hh_mm_ss clock{at - midnight};
    if (year < 0 || year > 9999) { // of no event, and longer than the form
        return fmt::format(FMT_COMPILE("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z"), year,
                           static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()),
                           clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                           clock.subseconds().count());
    }
    std::string text(24, '\0');
    const auto number = [](auto value) { return static_cast<std::uint32_t>(value); };
    char* end = put(text.data(), number(year), 4, '-');
    end = put(end, static_cast<unsigned>(day.month()), 2, '-');
    end = put(end, static_cast<unsigned>(day.day()), 2, 'T');
    end = put(end, number(clock.hours().count()), 2, ':');
    end = put(end, number(clock.minutes().count()), 2, ':');
    end = put(end, number(clock.seconds().count()), 2, '.');
    put(end, number(clock.subseconds().count()), 3, 'Z');
    return text;
}

std::optional<instant> instant_from_text(std::string_view text) {
    if (const auto plain = plainly_written(text)) {
        return plain;
    }
    local_date day;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int ms = 0;
    std::chrono::minutes east_of_utc{};
    if (!date(text, day) || !literal(text, 'T') || !digits(text, 2, hour) || !literal(text, ':') ||
        !digits(text, 2, minute) || !literal(text, ':') || !digits(text, 2, second) ||
        !fraction(text, ms) || !zone(text, east_of_utc) || !text.empty()) {
        return std::nullopt;
    }
    if (hour > 23 || minute > 59 || second > 59) {
        return std::nullopt;
    }
    return instant{std::chrono::sys_days{day}} + std::chrono::hours{hour} +
           std::chrono::minutes{minute} + std::chrono::seconds{second} + milliseconds{ms} -
           east_of_utc;
}

std::string to_text(local_date day) {
    return fmt::format(FMT_COMPILE("{:04}-{:02}-{:02}"), static_cast<int>(day.year()),
                       static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

std::optional<local_date> date_from_text(std::string_view text) {
    local_date day;
    if (!date(text, day) || !text.empty()) {
        return std::nullopt;
    }
    return day;
}

local_date office_date(instant at) {
    return local_date{std::chrono::floor<days>(at + office_utc_offset)};
}

milliseconds office_time_of_day(instant at) {
    const auto local = at + office_utc_offset;
    return local - std::chrono::floor<days>(local);
}

instant at_office(local_date day, milliseconds time_of_day) {
    return instant{std::chrono::sys_days{day}} + time_of_day - office_utc_offset;
}

} // namespace events
