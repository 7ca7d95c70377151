#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Accept the denunciation.
struct accept_denunciation {
    static constexpr std::string_view name = "accept_denunciation";
    static constexpr std::array roles{events::role::head};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const accept_denunciation&) const = default;
};

} // namespace engine
