#pragma once

#include "events/instant.hpp"

#include <string>
#include <string_view>
#include <vector>

/// How letters and slips write persons, lists and days.
namespace connectors {

/// `Ông/Bà Lê Quốc Khởi`; `Ông/Bà` when the name is not known; an organisation by its name alone.
[[nodiscard]] std::string recipient(std::string_view name);
/// One paper a line, as `- bản án;` ... `- CMND.`
[[nodiscard]] std::string listed(const std::vector<std::string>& items);
/// `01 tháng 6 năm 2017`: days below 10 and the months 1 and 2 have two digits (NĐ 30/2020/NĐ-CP).
[[nodiscard]] std::string official_date(events::local_date day);
/// `08 giờ 30 phút, thứ Năm, ngày 01 tháng 6 năm 2017`, at the office.
[[nodiscard]] std::string official_moment(events::instant at);

} // namespace connectors
