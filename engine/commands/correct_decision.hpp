#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Correct an error that does not change the matter.
struct correct_decision {
    static constexpr std::string_view name = "correct_decision";
    static constexpr std::array roles{events::role::head, events::role::clerk};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const correct_decision&) const = default;
};

} // namespace engine
