#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Record that the person did not come.
struct miss_appointment {
    static constexpr std::string_view name = "miss_appointment";
    static constexpr std::array roles{events::role::counter_officer};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const miss_appointment&) const = default;
};

} // namespace engine
