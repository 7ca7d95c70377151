#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Docket the complaint.
struct docket_complaint {
    static constexpr std::string_view name = "docket_complaint";
    static constexpr std::array roles{events::role::head};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const docket_complaint&) const = default;
};

} // namespace engine
