#pragma once

#include "events/describe.hpp"

#include <string>

namespace events {

/// Help by e-mail ended without filing.
struct support_closed {
    static constexpr std::string_view name = "support_closed";

    std::string reason; ///< code; words lie in the step's own box

    static constexpr auto fields() { return std::tuple{field{"reason", &support_closed::reason}}; }
    bool operator==(const support_closed&) const = default;
};

} // namespace events
