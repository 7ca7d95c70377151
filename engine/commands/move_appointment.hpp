#pragma once

#include "events/describe.hpp"
#include "events/instant.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <string>

namespace engine {

/// Set another time.
struct move_appointment {
    static constexpr std::string_view name = "move_appointment";
    static constexpr std::array roles{events::role::counter_officer};

    events::instant at{};
    std::string reason;

    static constexpr auto fields() {
        return std::tuple{events::field{"at", &move_appointment::at},
                          events::field{"reason", &move_appointment::reason}};
    }
    bool operator==(const move_appointment&) const = default;
};

} // namespace engine
