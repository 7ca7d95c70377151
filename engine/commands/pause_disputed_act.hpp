#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Pause what is complained about, or have the enforcement pause, while the complaint is resolved.
struct pause_disputed_act {
    static constexpr std::string_view name = "pause_disputed_act";
    static constexpr std::array roles{events::role::head};

    events::paused_matter what{};

    static constexpr auto fields() {
        return std::tuple{events::field{"what", &pause_disputed_act::what}};
    }
    bool operator==(const pause_disputed_act&) const = default;
};

} // namespace engine
