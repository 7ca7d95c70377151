#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Refuse on stated grounds.
struct refuse_request {
    static constexpr std::string_view name = "refuse_request";
    static constexpr std::array roles{events::role::head};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const refuse_request&) const = default;
};

} // namespace engine
