#pragma once

#include "events/describe.hpp"
#include "events/instant.hpp"

#include <string>

namespace events {

/// Receipt was confirmed and the person asked to come once, at this time.
struct appointment_confirmed {
    static constexpr std::string_view name = "appointment_confirmed";

    instant at{};
    std::string place; ///< code or number; empty for the desk itself

    static constexpr auto fields() {
        return std::tuple{field{"at", &appointment_confirmed::at},
                          field{"place", &appointment_confirmed::place}};
    }
    bool operator==(const appointment_confirmed&) const = default;
};

} // namespace events
