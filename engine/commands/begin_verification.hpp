#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Begin to verify.
struct begin_verification {
    static constexpr std::string_view name = "begin_verification";
    static constexpr std::array roles{events::role::head, events::role::examiner};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const begin_verification&) const = default;
};

} // namespace engine
