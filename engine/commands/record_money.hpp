#pragma once

#include "events/describe.hpp"
#include "events/instant.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace engine {

/// Record a voucher of the matter: money collected or paid out.
struct record_money {
    static constexpr std::string_view name = "record_money";
    static constexpr std::array roles{events::role::enforcement_officer, events::role::clerk};

    events::money_kind kind{};
    std::int64_t amount{}; ///< đồng; negative where a voucher is taken back
    std::string voucher;
    events::local_date dated{};
    std::optional<events::payment_means> means{}; ///< cash is owed to the agency's fund
    /// Numbers of the collections that a payment pays out, in this order, or of which a voucher
    /// with a negative amount takes something back. When none is named, a payment is taken for the
    /// oldest that are not paid out, and what is taken back for the newest.
    std::vector<std::string> of_vouchers{};

    static constexpr auto fields() {
        return std::tuple{events::field{"kind", &record_money::kind},
                          events::field{"amount", &record_money::amount},
                          events::field{"voucher", &record_money::voucher},
                          events::field{"dated", &record_money::dated},
                          events::field{"means", &record_money::means},
                          events::field{"of_vouchers", &record_money::of_vouchers}};
    }
    bool operator==(const record_money&) const = default;
};

} // namespace engine
