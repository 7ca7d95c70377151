#pragma once

#include "events/describe.hpp"

namespace events {

/// The person was guided, once only.
struct petitioner_guided {
    static constexpr std::string_view name = "petitioner_guided";

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const petitioner_guided&) const = default;
};

} // namespace events
