#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Settle the matter at the desk.
struct solve_at_once {
    static constexpr std::string_view name = "solve_at_once";
    static constexpr std::array roles{events::role::counter_officer, events::role::head};

    events::decision_outcome outcome{};

    static constexpr auto fields() {
        return std::tuple{events::field{"outcome", &solve_at_once::outcome}};
    }
    bool operator==(const solve_at_once&) const = default;
};

} // namespace engine
