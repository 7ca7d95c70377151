#pragma once

#include "events/describe.hpp"

#include <string>

namespace events {

/// The matter ended by a termination decision.
struct case_terminated {
    static constexpr std::string_view name = "case_terminated";

    std::string reason; ///< code; words lie in the step's own box

    static constexpr auto fields() { return std::tuple{field{"reason", &case_terminated::reason}}; }
    bool operator==(const case_terminated&) const = default;
};

} // namespace events
