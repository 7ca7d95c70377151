#pragma once

#include "events/describe.hpp"
#include "events/event.hpp"

#include <string>
#include <vector>

namespace engine {

/// A ground on which the enforcement was stopped.
struct stopped_on {
    std::string ground;
    events::instant since{};

    static constexpr auto fields() {
        return std::tuple{events::field{"ground", &stopped_on::ground},
                          events::field{"since", &stopped_on::since}};
    }
    bool operator==(const stopped_on&) const = default;
};

/// What the steps recorded of an enforcement since it was stopped; empty while it goes on. Whether
/// that is enough to move it on is the law's to say (law::came_true).
struct enforcement_stops {
    std::vector<stopped_on> grounds;       ///< oldest first; one that is stated again keeps its day
    std::vector<events::instant> verified; ///< when verifications ended
    std::vector<std::string> shown; ///< grounds of papers that no verification has followed yet

    static constexpr auto fields() {
        using s = enforcement_stops;
        return std::tuple{events::field{"grounds", &s::grounds},
                          events::field{"verified", &s::verified},
                          events::field{"shown", &s::shown}};
    }
    bool operator==(const enforcement_stops&) const = default;
};

/// What a step adds to them. `stopped`: whether it leaves an enforcement stopped whose decision
/// stands. Total, for evolve(); and for who asks what a step would leave.
void note_step(enforcement_stops& into, const events::payload& what, const events::facts& said,
               events::instant at, bool stopped);

} // namespace engine
