#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

namespace events {

/// The complaint was docketed; the period of resolution runs.
struct complaint_docketed {
    static constexpr std::string_view name = "complaint_docketed";

    instance level{};

    static constexpr auto fields() {
        return std::tuple{field{"level", &complaint_docketed::level}};
    }
    bool operator==(const complaint_docketed&) const = default;
};

} // namespace events
