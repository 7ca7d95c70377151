#pragma once

#include "events/describe.hpp"
#include "events/instant.hpp"
#include "events/vocabulary.hpp"

#include <cstdint>
#include <string>

namespace events {

/// A voucher of the matter: money that the officer collected or paid out (Thông tư 78/2020/TT-BTC
/// Điều 8.3: the officer's figures and the accountant's must agree).
struct money_recorded {
    static constexpr std::string_view name = "money_recorded";

    money_kind kind{};
    std::int64_t amount{}; ///< đồng; negative where a voucher is taken back
    std::string voucher;   ///< number of the voucher
    local_date dated{};

    static constexpr auto fields() {
        return std::tuple{
            field{"kind", &money_recorded::kind}, field{"amount", &money_recorded::amount},
            field{"voucher", &money_recorded::voucher}, field{"dated", &money_recorded::dated}};
    }
    bool operator==(const money_recorded&) const = default;
};

} // namespace events
