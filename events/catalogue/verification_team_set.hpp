#pragma once

#include "events/describe.hpp"

namespace events {

/// A verification team was set up.
struct verification_team_set {
    static constexpr std::string_view name = "verification_team_set";

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const verification_team_set&) const = default;
};

} // namespace events
