#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Number, date and stamp.
struct issue_decision {
    static constexpr std::string_view name = "issue_decision";
    static constexpr std::array roles{events::role::clerk};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const issue_decision&) const = default;
};

} // namespace engine
