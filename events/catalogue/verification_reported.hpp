#pragma once

#include "events/describe.hpp"

namespace events {

/// The team reported.
struct verification_reported {
    static constexpr std::string_view name = "verification_reported";

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const verification_reported&) const = default;
};

} // namespace events
