#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Publish the second resolution.
struct publish_resolution {
    static constexpr std::string_view name = "publish_resolution";
    static constexpr std::array roles{events::role::head, events::role::clerk};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const publish_resolution&) const = default;
};

} // namespace engine
