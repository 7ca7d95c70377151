#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <string>

namespace engine {

/// Pass an alert one level up.
struct escalate_alert {
    static constexpr std::string_view name = "escalate_alert";
    static constexpr std::array roles{events::role::supervisor, events::role::system};

    std::string deadline;
    std::string rung;

    static constexpr auto fields() {
        return std::tuple{events::field{"deadline", &escalate_alert::deadline},
                          events::field{"rung", &escalate_alert::rung}};
    }
    bool operator==(const escalate_alert&) const = default;
};

} // namespace engine
