#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Take in the second complaint.
struct lodge_second_complaint {
    static constexpr std::string_view name = "lodge_second_complaint";
    static constexpr std::array roles{events::role::counter_officer};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const lodge_second_complaint&) const = default;
};

} // namespace engine
