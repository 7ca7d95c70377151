#pragma once

#include "events/describe.hpp"

#include <string>

namespace events {

/// A period that passed is excused, on a stated ground.
struct deadline_excused {
    static constexpr std::string_view name = "deadline_excused";

    std::string deadline;
    std::string reason; ///< code; words lie in the step's own box

    static constexpr auto fields() {
        return std::tuple{field{"deadline", &deadline_excused::deadline},
                          field{"reason", &deadline_excused::reason}};
    }
    bool operator==(const deadline_excused&) const = default;
};

} // namespace events
