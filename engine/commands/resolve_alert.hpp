#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <string>

namespace engine {

/// Say that an alert no longer applies.
struct resolve_alert {
    static constexpr std::string_view name = "resolve_alert";
    static constexpr std::array roles{events::role::supervisor, events::role::head};

    std::string deadline;
    std::string rung;

    static constexpr auto fields() {
        return std::tuple{events::field{"deadline", &resolve_alert::deadline},
                          events::field{"rung", &resolve_alert::rung}};
    }
    bool operator==(const resolve_alert&) const = default;
};

} // namespace engine
