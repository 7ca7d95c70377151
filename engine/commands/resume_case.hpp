#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Go on after a suspension.
struct resume_case {
    static constexpr std::string_view name = "resume_case";
    static constexpr std::array roles{events::role::enforcement_officer, events::role::head};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const resume_case&) const = default;
};

} // namespace engine
