#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// End the verification.
struct end_verification {
    static constexpr std::string_view name = "end_verification";
    static constexpr std::array roles{events::role::enforcement_officer, events::role::examiner};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const end_verification&) const = default;
};

} // namespace engine
