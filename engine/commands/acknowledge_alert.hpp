#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <string>

namespace engine {

/// Take care of an alert.
struct acknowledge_alert {
    static constexpr std::string_view name = "acknowledge_alert";
    static constexpr std::array roles{events::role::supervisor, events::role::head};

    std::string deadline;
    std::string rung;

    static constexpr auto fields() {
        return std::tuple{events::field{"deadline", &acknowledge_alert::deadline},
                          events::field{"rung", &acknowledge_alert::rung}};
    }
    bool operator==(const acknowledge_alert&) const = default;
};

} // namespace engine
