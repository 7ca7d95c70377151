#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Pass the file to the investigation body.
struct hand_to_investigators {
    static constexpr std::string_view name = "hand_to_investigators";
    static constexpr std::array roles{events::role::head};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const hand_to_investigators&) const = default;
};

} // namespace engine
