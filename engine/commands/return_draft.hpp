#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Send the draft back.
struct return_draft {
    static constexpr std::string_view name = "return_draft";
    static constexpr std::array roles{events::role::head};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const return_draft&) const = default;
};

} // namespace engine
