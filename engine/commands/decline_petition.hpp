#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Not accept, with the reason.
struct decline_petition {
    static constexpr std::string_view name = "decline_petition";
    static constexpr std::array roles{events::role::head};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const decline_petition&) const = default;
};

} // namespace engine
