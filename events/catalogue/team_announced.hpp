#pragma once

#include "events/describe.hpp"

namespace events {

/// The decision on the team was announced to the accused.
struct team_announced {
    static constexpr std::string_view name = "team_announced";

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const team_announced&) const = default;
};

} // namespace events
