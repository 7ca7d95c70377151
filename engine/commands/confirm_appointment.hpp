#pragma once

#include "events/describe.hpp"
#include "events/instant.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <string>

namespace engine {

/// Confirm receipt and set the time to come once.
struct confirm_appointment {
    static constexpr std::string_view name = "confirm_appointment";
    static constexpr std::array roles{events::role::counter_officer};

    events::instant at{};
    std::string place;

    static constexpr auto fields() {
        return std::tuple{events::field{"at", &confirm_appointment::at},
                          events::field{"place", &confirm_appointment::place}};
    }
    bool operator==(const confirm_appointment&) const = default;
};

} // namespace engine
