#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <string>

namespace engine {

/// Say that a period reached a rung of the watch.
struct raise_alert {
    static constexpr std::string_view name = "raise_alert";
    static constexpr std::array roles{events::role::system};

    std::string deadline;
    std::string rung;

    static constexpr auto fields() {
        return std::tuple{events::field{"deadline", &raise_alert::deadline},
                          events::field{"rung", &raise_alert::rung}};
    }
    bool operator==(const raise_alert&) const = default;
};

} // namespace engine
