#pragma once

#include "events/describe.hpp"
#include "events/instant.hpp"
#include "events/vocabulary.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace events {

/// A voucher of the matter: money that the officer collected or paid out (Thông tư 78/2020/TT-BTC
/// Điều 8.3: the officer's figures and the accountant's must agree).
struct money_recorded {
    static constexpr std::string_view name = "money_recorded";

    money_kind kind{};
    std::int64_t amount{}; ///< đồng; negative where a voucher is taken back
    std::string voucher;   ///< number of the voucher
    local_date dated{};
    std::optional<payment_means> means{}; ///< absent where nobody said so
    /// The collections that are paid out, or of which something is taken back.
    std::vector<std::string> of_vouchers{};

    static constexpr auto fields() {
        return std::tuple{field{"kind", &money_recorded::kind},
                          field{"amount", &money_recorded::amount},
                          field{"voucher", &money_recorded::voucher},
                          field{"dated", &money_recorded::dated},
                          field{"means", &money_recorded::means},
                          field{"of_vouchers", &money_recorded::of_vouchers}};
    }
    bool operator==(const money_recorded&) const = default;
};

} // namespace events
