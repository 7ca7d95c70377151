#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Send the resolution to all whom the law names.
struct send_resolution {
    static constexpr std::string_view name = "send_resolution";
    static constexpr std::array roles{events::role::head, events::role::clerk};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const send_resolution&) const = default;
};

} // namespace engine
