#pragma once

#include "events/describe.hpp"

#include <string>

namespace events {

/// Work and its periods stopped on a stated ground.
struct case_suspended {
    static constexpr std::string_view name = "case_suspended";

    std::string reason; ///< code; words lie in the step's own box

    static constexpr auto fields() { return std::tuple{field{"reason", &case_suspended::reason}}; }
    bool operator==(const case_suspended&) const = default;
};

} // namespace events
