#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <string>

namespace engine {

/// Stop work and periods on a stated ground.
struct suspend_case {
    static constexpr std::string_view name = "suspend_case";
    static constexpr std::array roles{events::role::enforcement_officer, events::role::head};

    std::string reason;

    static constexpr auto fields() {
        return std::tuple{events::field{"reason", &suspend_case::reason}};
    }
    bool operator==(const suspend_case&) const = default;
};

} // namespace engine
