#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <string>

namespace engine {

/// Count a running period again by the calendar in use.
struct recount_period {
    static constexpr std::string_view name = "recount_period";
    static constexpr std::array roles{events::role::head};

    std::string deadline;
    std::string reason;

    static constexpr auto fields() {
        return std::tuple{events::field{"deadline", &recount_period::deadline},
                          events::field{"reason", &recount_period::reason}};
    }
    bool operator==(const recount_period&) const = default;
};

} // namespace engine
