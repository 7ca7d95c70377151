#pragma once

#include "events/describe.hpp"
#include "events/instant.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace engine {

/// Money of the matter, by voucher.
struct voucher {
    events::money_kind kind{};
    std::int64_t amount = 0; ///< đồng; negative where a voucher is taken back
    std::string number;
    events::local_date dated{};
    bool reconciled = false; ///< the head signed for it against the accountant's books
    // of a collection
    std::int64_t left = 0; ///< đồng that are not paid out yet
    std::int64_t paid = 0; ///< đồng that are
    bool in_cash = false;  ///< as far as somebody said so
    bool paid_in = false;  ///< into the agency's fund
    // of one that names no collection
    std::int64_t waits = 0; ///< đồng for which no collection was entered yet

    static constexpr auto fields() {
        return std::tuple{events::field{"kind", &voucher::kind},
                          events::field{"amount", &voucher::amount},
                          events::field{"number", &voucher::number},
                          events::field{"dated", &voucher::dated},
                          events::field{"reconciled", &voucher::reconciled},
                          events::field{"left", &voucher::left},
                          events::field{"paid", &voucher::paid},
                          events::field{"in_cash", &voucher::in_cash},
                          events::field{"paid_in", &voucher::paid_in},
                          events::field{"waits", &voucher::waits}};
    }
    bool operator==(const voucher&) const = default;
};

/// A voucher of the matter that only the accountant's books have.
struct accountants_voucher {
    std::string number;
    bool explained = false; ///< the head said why

    static constexpr auto fields() {
        return std::tuple{events::field{"number", &accountants_voucher::number},
                          events::field{"explained", &accountants_voucher::explained}};
    }
    bool operator==(const accountants_voucher&) const = default;
};

/// The periods of money that was collected, which a matter owes although it has ended by law.
inline constexpr std::array<std::string_view, 2> money_periods{"pay_in_cash", "pay_out_collection"};

} // namespace engine
