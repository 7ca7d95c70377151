#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Set up the verification team.
struct set_team {
    static constexpr std::string_view name = "set_team";
    static constexpr std::array roles{events::role::head};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const set_team&) const = default;
};

} // namespace engine
