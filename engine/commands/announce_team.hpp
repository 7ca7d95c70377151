#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Announce the team to the accused.
struct announce_team {
    static constexpr std::string_view name = "announce_team";
    static constexpr std::array roles{events::role::examiner};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const announce_team&) const = default;
};

} // namespace engine
