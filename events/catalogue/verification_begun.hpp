#pragma once

#include "events/describe.hpp"

namespace events {

/// The facts are being verified.
struct verification_begun {
    static constexpr std::string_view name = "verification_begun";

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const verification_begun&) const = default;
};

} // namespace events
