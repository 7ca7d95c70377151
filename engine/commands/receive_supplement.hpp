#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Take in the missing papers.
struct receive_supplement {
    static constexpr std::string_view name = "receive_supplement";
    static constexpr std::array roles{events::role::counter_officer};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const receive_supplement&) const = default;
};

} // namespace engine
