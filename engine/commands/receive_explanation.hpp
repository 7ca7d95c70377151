#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Take in the explanation.
struct receive_explanation {
    static constexpr std::string_view name = "receive_explanation";
    static constexpr std::array roles{events::role::head, events::role::examiner};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const receive_explanation&) const = default;
};

} // namespace engine
