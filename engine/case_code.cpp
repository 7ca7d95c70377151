#include "engine/case_code.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace engine {
namespace {

constexpr std::string_view agency_pattern = "999.99.99.A99";
constexpr std::string_view code_pattern = "999.99.99.A99-999999-9999";

/// 9 stands for a digit, A for a capital letter, anything else for itself.
bool matches(std::string_view text, std::string_view pattern) {
    return std::ranges::equal(text, pattern, [](char c, char wanted) {
        return wanted == '9'   ? c >= '0' && c <= '9'
               : wanted == 'A' ? c >= 'A' && c <= 'Z'
                               : c == wanted;
    });
}

/// The text has been matched: all digits.
int number_of(std::string_view digits) {
    int value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

} // namespace

bool is_agency_code(std::string_view text) { return matches(text, agency_pattern); }

tl::expected<std::string, std::string> to_text(const case_code& code) {
    if (!is_agency_code(code.agency)) {
        return tl::unexpected(
            fmt::format("`{}` is not an agency code such as 000.09.64.G15", code.agency));
    }
    const int year = static_cast<int>(code.received_on.year());
    if (!code.received_on.ok() || year < 2000 || year > 2099) {
        return tl::unexpected<std::string>("a case code needs a real day of 2000-2099");
    }
    if (code.number < 1 || code.number > case_codes_a_day) {
        return tl::unexpected(fmt::format("{} is not a number of the day, 1 to 9999", code.number));
    }
    return fmt::format("{}-{:02}{:02}{:02}-{:04}", code.agency, year % 100,
                       static_cast<unsigned>(code.received_on.month()),
                       static_cast<unsigned>(code.received_on.day()), code.number);
}

tl::expected<case_code, std::string> case_code_from_text(std::string_view text) {
    if (!matches(text, code_pattern)) {
        return tl::unexpected(
            fmt::format("`{}` is not a case code such as 000.09.64.G15-170601-0001", text));
    }
    const auto date = text.substr(agency_pattern.size() + 1, 6);
    const events::local_date day{
        std::chrono::year{2000 + number_of(date.substr(0, 2))},
        std::chrono::month{static_cast<unsigned>(number_of(date.substr(2, 2)))},
        std::chrono::day{static_cast<unsigned>(number_of(date.substr(4, 2)))}};
    if (!day.ok()) {
        return tl::unexpected(fmt::format("`{}` in `{}` is not a day", date, text));
    }
    const int number = number_of(text.substr(agency_pattern.size() + 8));
    if (number == 0) {
        return tl::unexpected(fmt::format("the numbers of a day start at 0001: `{}`", text));
    }
    return case_code{std::string(text.substr(0, agency_pattern.size())), day, number};
}

} // namespace engine
