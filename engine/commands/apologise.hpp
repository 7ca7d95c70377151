#pragma once

#include "events/describe.hpp"
#include "events/instant.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <string>

namespace engine {

/// Say sorry in writing and name another date.
struct apologise {
    static constexpr std::string_view name = "apologise";
    static constexpr std::array roles{events::role::counter_officer, events::role::head};

    events::instant promised_at{};
    std::string reason;

    static constexpr auto fields() {
        return std::tuple{events::field{"promised_at", &apologise::promised_at},
                          events::field{"reason", &apologise::reason}};
    }
    bool operator==(const apologise&) const = default;
};

} // namespace engine
