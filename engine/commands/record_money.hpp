#pragma once

#include "events/describe.hpp"
#include "events/instant.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <cstdint>
#include <string>

namespace engine {

/// Record a voucher of the matter: money collected or paid out.
struct record_money {
    static constexpr std::string_view name = "record_money";
    static constexpr std::array roles{events::role::enforcement_officer, events::role::clerk};

    events::money_kind kind{};
    std::int64_t amount{}; ///< đồng; negative where a voucher is taken back
    std::string voucher;
    events::local_date dated{};

    static constexpr auto fields() {
        return std::tuple{events::field{"kind", &record_money::kind},
                          events::field{"amount", &record_money::amount},
                          events::field{"voucher", &record_money::voucher},
                          events::field{"dated", &record_money::dated}};
    }
    bool operator==(const record_money&) const = default;
};

} // namespace engine
