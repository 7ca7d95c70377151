#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Publish the conclusion.
struct publish_conclusion {
    static constexpr std::string_view name = "publish_conclusion";
    static constexpr std::array roles{events::role::head, events::role::clerk};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const publish_conclusion&) const = default;
};

} // namespace engine
