#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <string>

namespace engine {

/// Press the agency that is late, from the one above it: the role must be held there.
struct press_lower_agency {
    static constexpr std::string_view name = "press_lower_agency";
    static constexpr std::array roles{events::role::head, events::role::supervisor};

    std::string deadline; ///< the step that is late
    std::string number;   ///< of the letter, in the books of the agency above
    std::string reason;   ///< why it is late; needs to be said only where no days say so

    static constexpr auto fields() {
        using c = press_lower_agency;
        return std::tuple{events::field{"deadline", &c::deadline},
                          events::field{"number", &c::number}, events::field{"reason", &c::reason}};
    }
    bool operator==(const press_lower_agency&) const = default;
};

} // namespace engine
