#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <string>
#include <vector>

namespace engine {

/// Record that cash which these vouchers collected was paid into the agency's fund.
struct pay_cash_in {
    static constexpr std::string_view name = "pay_cash_in";
    static constexpr std::array roles{events::role::enforcement_officer, events::role::clerk};

    std::vector<std::string> vouchers; ///< numbers of the collections

    static constexpr auto fields() {
        return std::tuple{events::field{"vouchers", &pay_cash_in::vouchers}};
    }
    bool operator==(const pay_cash_in&) const = default;
};

} // namespace engine
