#pragma once

#include "events/instant.hpp"

#include <tl/expected.hpp>

#include <string>
#include <string_view>

namespace engine {

/// The order of receipt has four digits.
inline constexpr int case_codes_a_day = 9'999;

/// A case code (mã hồ sơ), TT 01/2018/TT-VPCP art. 19: agency code, day of receipt and the number
/// in the order of receipt of that day, for example `000.09.64.G15-170601-0001`. Codes are never
/// reused; the number starts again each day at each agency.
struct case_code {
    std::string agency;
    events::local_date received_on;
    int number = 1; ///< 1 to case_codes_a_day
    bool operator==(const case_code&) const = default;
};

/// `000.09.64.G15`: QCVN 102:2016/BTTTT.
[[nodiscard]] bool is_agency_code(std::string_view text);

/// The error says which part cannot be written: a malformed agency code, a day that does not exist
/// or lies outside 2000-2099 (two digits are written), a number outside 1-9999.
[[nodiscard]] tl::expected<std::string, std::string> to_text(const case_code& code);

/// The error says which part is wrong. The day must be real; two digits mean 2000-2099.
[[nodiscard]] tl::expected<case_code, std::string> case_code_from_text(std::string_view text);

} // namespace engine
