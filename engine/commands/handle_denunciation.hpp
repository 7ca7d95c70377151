#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Do what the conclusion demands.
struct handle_denunciation {
    static constexpr std::string_view name = "handle_denunciation";
    static constexpr std::array roles{events::role::head};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const handle_denunciation&) const = default;
};

} // namespace engine
