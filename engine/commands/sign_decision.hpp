#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Sign.
struct sign_decision {
    static constexpr std::string_view name = "sign_decision";
    static constexpr std::array roles{events::role::head};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const sign_decision&) const = default;
};

} // namespace engine
