#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Withdraw a decision to replace it.
struct withdraw_decision {
    static constexpr std::string_view name = "withdraw_decision";
    static constexpr std::array roles{events::role::head};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const withdraw_decision&) const = default;
};

} // namespace engine
