#pragma once

#include "events/describe.hpp"

namespace events {

/// An error that changes the matter: the decision is withdrawn to be replaced.
struct decision_withdrawn {
    static constexpr std::string_view name = "decision_withdrawn";

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const decision_withdrawn&) const = default;
};

} // namespace events
