#pragma once

#include "events/describe.hpp"
#include "events/instant.hpp"
#include "events/vocabulary.hpp"

#include <string>

namespace events {

/// A period reached a rung of the watch.
struct alert_raised {
    static constexpr std::string_view name = "alert_raised";

    std::string deadline;
    std::string rung; ///< due_soon or overdue
    instant due{};
    role act_by{};

    static constexpr auto fields() {
        return std::tuple{field{"deadline", &alert_raised::deadline},
                          field{"rung", &alert_raised::rung}, field{"due", &alert_raised::due},
                          field{"act_by", &alert_raised::act_by}};
    }
    bool operator==(const alert_raised&) const = default;
};

} // namespace events
