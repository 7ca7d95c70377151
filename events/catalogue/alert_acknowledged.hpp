#pragma once

#include "events/describe.hpp"

#include <string>

namespace events {

/// Somebody takes care of an alert.
struct alert_acknowledged {
    static constexpr std::string_view name = "alert_acknowledged";

    std::string deadline;
    std::string rung;

    static constexpr auto fields() {
        return std::tuple{field{"deadline", &alert_acknowledged::deadline},
                          field{"rung", &alert_acknowledged::rung}};
    }
    bool operator==(const alert_acknowledged&) const = default;
};

} // namespace events
