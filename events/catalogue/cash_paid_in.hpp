#pragma once

#include "events/describe.hpp"

#include <string>
#include <vector>

namespace events {

/// Cash that these vouchers collected was paid into the agency's fund (Thông tư 04/2023/TT-BTP Điều
/// 17).
struct cash_paid_in {
    static constexpr std::string_view name = "cash_paid_in";

    std::vector<std::string> vouchers; ///< numbers of the collections

    static constexpr auto fields() {
        return std::tuple{field{"vouchers", &cash_paid_in::vouchers}};
    }
    bool operator==(const cash_paid_in&) const = default;
};

} // namespace events
