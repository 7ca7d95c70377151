#pragma once

#include "events/describe.hpp"

#include <string>

namespace events {

/// An alert went one level up.
struct alert_escalated {
    static constexpr std::string_view name = "alert_escalated";

    std::string deadline;
    std::string rung;

    static constexpr auto fields() {
        return std::tuple{field{"deadline", &alert_escalated::deadline},
                          field{"rung", &alert_escalated::rung}};
    }
    bool operator==(const alert_escalated&) const = default;
};

} // namespace events
