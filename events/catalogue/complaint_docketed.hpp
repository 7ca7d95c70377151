#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <optional>
#include <string>

namespace events {

/// The complaint was docketed; the period of resolution runs.
struct complaint_docketed {
    static constexpr std::string_view name = "complaint_docketed";

    instance level{};
    /// Code of the case whose notice of docketing lists this complaint too.
    std::optional<std::string> common_with{};

    static constexpr auto fields() {
        return std::tuple{field{"level", &complaint_docketed::level},
                          field{"common_with", &complaint_docketed::common_with}};
    }
    bool operator==(const complaint_docketed&) const = default;
};

} // namespace events
