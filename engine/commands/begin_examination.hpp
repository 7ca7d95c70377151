#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Begin to examine.
struct begin_examination {
    static constexpr std::string_view name = "begin_examination";
    static constexpr std::array roles{events::role::enforcement_officer, events::role::head};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const begin_examination&) const = default;
};

} // namespace engine
