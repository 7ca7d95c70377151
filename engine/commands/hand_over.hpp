#pragma once

#include "events/describe.hpp"
#include "events/ids.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Pass the dossier on with the control slip.
struct hand_over {
    static constexpr std::string_view name = "hand_over";
    static constexpr std::array roles{events::role::counter_officer};

    events::officer_id to;

    static constexpr auto fields() { return std::tuple{events::field{"to", &hand_over::to}}; }
    bool operator==(const hand_over&) const = default;
};

} // namespace engine
