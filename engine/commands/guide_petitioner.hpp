#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Guide the person, once only.
struct guide_petitioner {
    static constexpr std::string_view name = "guide_petitioner";
    static constexpr std::array roles{events::role::counter_officer, events::role::head};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const guide_petitioner&) const = default;
};

} // namespace engine
