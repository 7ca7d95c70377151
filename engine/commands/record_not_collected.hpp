#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Record that nobody came.
struct record_not_collected {
    static constexpr std::string_view name = "record_not_collected";
    static constexpr std::array roles{events::role::counter_officer};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const record_not_collected&) const = default;
};

} // namespace engine
