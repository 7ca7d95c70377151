#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <string>

namespace engine {

/// End the matter by a termination decision.
struct terminate_case {
    static constexpr std::string_view name = "terminate_case";
    static constexpr std::array roles{events::role::head};

    std::string reason;

    static constexpr auto fields() {
        return std::tuple{events::field{"reason", &terminate_case::reason}};
    }
    bool operator==(const terminate_case&) const = default;
};

} // namespace engine
