#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Sign the conclusion.
struct conclude_denunciation {
    static constexpr std::string_view name = "conclude_denunciation";
    static constexpr std::array roles{events::role::head};

    events::finding result{};

    static constexpr auto fields() {
        return std::tuple{events::field{"result", &conclude_denunciation::result}};
    }
    bool operator==(const conclude_denunciation&) const = default;
};

} // namespace engine
