#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Report.
struct report_verification {
    static constexpr std::string_view name = "report_verification";
    static constexpr std::array roles{events::role::examiner};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const report_verification&) const = default;
};

} // namespace engine
