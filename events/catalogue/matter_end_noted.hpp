#pragma once

#include "events/describe.hpp"

#include <string>

namespace events {

/// The matter that this case confirmed to be performed has ended.
struct matter_end_noted {
    static constexpr std::string_view name = "matter_end_noted";

    std::string matter; ///< its code

    static constexpr auto fields() {
        return std::tuple{field{"matter", &matter_end_noted::matter}};
    }
    bool operator==(const matter_end_noted&) const = default;
};

} // namespace events
