#pragma once

#include "engine/common_paper.hpp"
#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <optional>
#include <string>

namespace engine {

/// Docket the complaint.
struct docket_complaint {
    static constexpr std::string_view name = "docket_complaint";
    static constexpr std::array roles{events::role::head};

    /// Code of the case whose notice of docketing lists this complaint too.
    std::optional<std::string> common_with{};
    std::optional<common_paper> found{}; ///< in that case: its line in the docket

    static constexpr auto fields() {
        return std::tuple{events::field{"common_with", &docket_complaint::common_with}};
    }
    bool operator==(const docket_complaint&) const = default;
};

} // namespace engine
