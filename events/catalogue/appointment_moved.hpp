#pragma once

#include "events/describe.hpp"
#include "events/instant.hpp"

#include <string>

namespace events {

/// The appointment has another time.
struct appointment_moved {
    static constexpr std::string_view name = "appointment_moved";

    instant at{};
    std::string reason; ///< code; words lie in the step's own box

    static constexpr auto fields() {
        return std::tuple{field{"at", &appointment_moved::at},
                          field{"reason", &appointment_moved::reason}};
    }
    bool operator==(const appointment_moved&) const = default;
};

} // namespace events
