#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Take in what the accused has against the conclusion.
struct receive_accused_petition {
    static constexpr std::string_view name = "receive_accused_petition";
    static constexpr std::array roles{events::role::counter_officer};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const receive_accused_petition&) const = default;
};

} // namespace engine
