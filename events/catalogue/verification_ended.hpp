#pragma once

#include "events/describe.hpp"

namespace events {

/// The verification is over.
struct verification_ended {
    static constexpr std::string_view name = "verification_ended";

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const verification_ended&) const = default;
};

} // namespace events
