#pragma once

#include "events/describe.hpp"

namespace events {

/// The petition does not meet the conditions; the reason was given.
struct petition_declined {
    static constexpr std::string_view name = "petition_declined";

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const petition_declined&) const = default;
};

} // namespace events
