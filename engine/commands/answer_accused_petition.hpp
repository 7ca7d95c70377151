#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Uphold the conclusion, or have the denunciation resolved again.
struct answer_accused_petition {
    static constexpr std::string_view name = "answer_accused_petition";
    static constexpr std::array roles{events::role::head};

    events::review_outcome outcome{};

    static constexpr auto fields() {
        return std::tuple{events::field{"outcome", &answer_accused_petition::outcome}};
    }
    bool operator==(const answer_accused_petition&) const = default;
};

} // namespace engine
