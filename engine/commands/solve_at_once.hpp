#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <optional>
#include <string>

namespace engine {

/// Settle the matter at the desk.
struct solve_at_once {
    static constexpr std::string_view name = "solve_at_once";
    static constexpr std::array roles{events::role::counter_officer, events::role::head};

    events::decision_outcome outcome{};
    /// Of a confirmation: the code of the matter that it is about, and how much it confirms.
    std::optional<std::string> matter{};
    std::optional<events::performance> performed{};

    static constexpr auto fields() {
        return std::tuple{events::field{"outcome", &solve_at_once::outcome},
                          events::field{"matter", &solve_at_once::matter},
                          events::field{"performed", &solve_at_once::performed}};
    }
    bool operator==(const solve_at_once&) const = default;
};

} // namespace engine
