#include "projections/period.hpp"

#include "engine/rules/book_rules.hpp"

#include <fmt/format.h>

#include <charconv>
#include <vector>

namespace projections {
namespace {

using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month;

constexpr month first_statistics_month = engine::statistics_year_begins.month();
static_assert(engine::statistics_year_begins.day() == std::chrono::day{1}, "whole months");

/// The whole text as a number of exactly `digits` digits, or of 1 to 2 when 0.
std::optional<int> number(std::string_view text, std::size_t digits) {
    if (digits == 0 ? text.empty() || text.size() > 2 : text.size() != digits) {
        return std::nullopt;
    }
    int out = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') {
            return std::nullopt;
        }
        out = 10 * out + (c - '0');
    }
    return out;
}

std::optional<year_month> month_from_text(std::string_view text) {
    if (text.size() != 7 || text[4] != '-') {
        return std::nullopt;
    }
    const auto y = number(text.substr(0, 4), 4);
    const auto m = number(text.substr(5), 2);
    if (!y || !m || *m < 1 || *m > 12) {
        return std::nullopt;
    }
    return year{*y} / month{static_cast<unsigned>(*m)};
}

std::string month_text(year_month value) {
    return fmt::format("{:04}-{:02}", static_cast<int>(value.year()),
                       static_cast<unsigned>(value.month()));
}

period named(year_month first, year_month last, std::string name) {
    return {first / 1, events::local_date{last / std::chrono::last}, std::move(name)};
}

std::optional<period> statistics_from_text(std::string_view text) {
    const auto y = number(text.substr(0, 4), 4);
    if (!y) {
        return std::nullopt;
    }
    if (text.size() == 4) {
        return statistics_year(*y);
    }
    const auto months = text.substr(4).starts_with("-m") ? number(text.substr(6), 0) : std::nullopt;
    if (!months || *months < 1 || *months > 12) {
        return std::nullopt;
    }
    return months_of_statistics_year(*y, *months);
}

/// `2017`, `2017-h1`, `2017-q3`.
std::optional<period> part_of_year_from_text(std::string_view text) {
    const auto y = number(text.substr(0, 4), 4);
    if (!y || text.size() == 4) {
        return y ? std::optional{calendar_year(*y)} : std::nullopt;
    }
    const auto n = text.size() == 7 ? number(text.substr(6), 1) : std::nullopt;
    if (!n || *n < 1 || text[4] != '-') {
        return std::nullopt;
    }
    if (text[5] == 'h' && *n <= 2) {
        return half_year(*y, *n);
    }
    return text[5] == 'q' && *n <= 4 ? std::optional{quarter(*y, *n)} : std::nullopt;
}

std::optional<period> span_from_text(std::string_view from, std::string_view to) {
    const auto first_month = month_from_text(from);
    const auto last_month = month_from_text(to);
    if (first_month && last_month && *first_month <= *last_month) {
        return calendar_months(*first_month, *last_month);
    }
    const auto first = events::date_from_text(from);
    const auto last = events::date_from_text(to);
    return first && last && *first <= *last ? std::optional{days(*first, *last)} : std::nullopt;
}

} // namespace

period statistics_year(int y) {
    auto out = months_of_statistics_year(y, 12);
    out.name = fmt::format("stat-{:04}", y);
    return out;
}

period months_of_statistics_year(int y, int months) {
    const year_month first = year{y - 1} / first_statistics_month;
    return named(first, first + std::chrono::months{months - 1},
                 fmt::format("stat-{:04}-m{}", y, months));
}

period calendar_months(year_month first, year_month last) {
    return named(first, last,
                 first == last ? month_text(first) : month_text(first) + ".." + month_text(last));
}

period calendar_year(int y) { return named(year{y} / 1, year{y} / 12, fmt::format("{:04}", y)); }

period half_year(int y, int half) {
    const year_month first = year{y} / month{static_cast<unsigned>(6 * half - 5)};
    return named(first, first + std::chrono::months{5}, fmt::format("{:04}-h{}", y, half));
}

period quarter(int y, int n) {
    const year_month first = year{y} / month{static_cast<unsigned>(3 * n - 2)};
    return named(first, first + std::chrono::months{2}, fmt::format("{:04}-q{}", y, n));
}

period days(events::local_date first, events::local_date last) {
    return {first, last, events::to_text(first) + ".." + events::to_text(last)};
}

bool same_days(const period& one, const period& other) {
    return one.first == other.first && one.last == other.last;
}

std::optional<period> period_from_text(std::string_view text) {
    if (text.starts_with("stat-")) {
        return statistics_from_text(text.substr(5));
    }
    if (const auto dots = text.find(".."); dots != std::string_view::npos) {
        return span_from_text(text.substr(0, dots), text.substr(dots + 2));
    }
    if (const auto one = month_from_text(text)) {
        return calendar_months(*one, *one);
    }
    return part_of_year_from_text(text);
}

} // namespace projections
