#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Record that the person withdrew.
struct withdraw_request {
    static constexpr std::string_view name = "withdraw_request";
    static constexpr std::array roles{events::role::counter_officer,
                                      events::role::enforcement_officer, events::role::head};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const withdraw_request&) const = default;
};

} // namespace engine
