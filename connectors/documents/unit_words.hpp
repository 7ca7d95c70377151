#pragma once

#include <array>
#include <string_view>
#include <utility>

namespace connectors {

/// The unit of a period in Vietnamese, as documents and people write it: `working_days` is ngày làm
/// việc. Empty for what is no unit.
[[nodiscard]] constexpr std::string_view unit_word(std::string_view unit) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 7> words{{
        {"working_days", "ngày làm việc"},
        {"half_working_days", "buổi làm việc"},
        {"calendar_days", "ngày"},
        {"months", "tháng"},
        {"years", "năm"},
        {"hours", "giờ"},
        {"at_once", "ngay"},
    }};
    for (const auto& [code, word] : words) {
        if (code == unit) {
            return word;
        }
    }
    return {};
}

} // namespace connectors
