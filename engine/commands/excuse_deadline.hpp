#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <string>

namespace engine {

/// Excuse a period that passed.
struct excuse_deadline {
    static constexpr std::string_view name = "excuse_deadline";
    static constexpr std::array roles{events::role::head};

    std::string deadline;
    std::string reason;

    static constexpr auto fields() {
        return std::tuple{events::field{"deadline", &excuse_deadline::deadline},
                          events::field{"reason", &excuse_deadline::reason}};
    }
    bool operator==(const excuse_deadline&) const = default;
};

} // namespace engine
