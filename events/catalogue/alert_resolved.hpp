#pragma once

#include "events/describe.hpp"

#include <string>

namespace events {

/// The step was done, or the alert no longer applies.
struct alert_resolved {
    static constexpr std::string_view name = "alert_resolved";

    std::string deadline;
    std::string rung;

    static constexpr auto fields() {
        return std::tuple{field{"deadline", &alert_resolved::deadline},
                          field{"rung", &alert_resolved::rung}};
    }
    bool operator==(const alert_resolved&) const = default;
};

} // namespace events
