#include "connectors/mail/official_words.hpp"

#include "connectors/mail/clean.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace connectors {
namespace {

/// An agency, a bank or a company is known by how its name begins; no person is called so.
bool is_organisation(std::string_view name) {
    static constexpr std::array<std::string_view, 20> beginnings{
        "Bệnh viện ",    "Chi cục ",      "Chi nhánh ",  "Công ty ",       "Cơ quan ",
        "Cục ",          "Doanh nghiệp ", "Hợp tác xã ", "Ngân hàng ",     "Phòng ",
        "Quỹ ",          "Sở ",           "Tập đoàn ",   "Tòa án ",        "Toà án ",
        "Tổng công ty ", "Trung tâm ",    "Ủy ban ",     "Viện kiểm sát ", "Văn phòng "};
    return std::ranges::any_of(beginnings,
                               [&](std::string_view one) { return name.starts_with(one); });
}

} // namespace

std::string recipient(std::string_view name) {
    std::string line = clean_line(name);
    if (is_organisation(line)) {
        return line;
    }
    return line.empty() ? "Ông/Bà" : "Ông/Bà " + line;
}

std::string listed(const std::vector<std::string>& items) {
    std::string lines;
    for (std::size_t at = 0; at < items.size(); ++at) {
        lines += fmt::format("- {}{}", items[at], at + 1 < items.size() ? ";\n" : ".");
    }
    return lines;
}

std::string official_date(events::local_date day) {
    const auto month = static_cast<unsigned>(day.month());
    return fmt::format("{:02} tháng {} năm {}", static_cast<unsigned>(day.day()),
                       month < 3 ? fmt::format("{:02}", month) : std::to_string(month),
                       static_cast<int>(day.year()));
}

std::string official_moment(events::instant at) {
    constexpr std::array<std::string_view, 7> days{"Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư",
                                                   "thứ Năm",  "thứ Sáu", "thứ Bảy"};
    const events::local_date day = events::office_date(at);
    const std::chrono::hh_mm_ss clock{events::office_time_of_day(at)};
    const std::chrono::weekday weekday{std::chrono::sys_days{day}};
    return fmt::format("{:02} giờ {:02} phút, {}, ngày {}", clock.hours().count(),
                       clock.minutes().count(), days.at(weekday.c_encoding()), official_date(day));
}

} // namespace connectors
