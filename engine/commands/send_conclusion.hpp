#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Send the conclusion.
struct send_conclusion {
    static constexpr std::string_view name = "send_conclusion";
    static constexpr std::array roles{events::role::head, events::role::clerk};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const send_conclusion&) const = default;
};

} // namespace engine
