#pragma once

#include "events/describe.hpp"

namespace events {

/// The second resolution was published.
struct resolution_published {
    static constexpr std::string_view name = "resolution_published";

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const resolution_published&) const = default;
};

} // namespace events
