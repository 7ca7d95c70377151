#pragma once

#include "events/describe.hpp"

namespace events {

/// The request was refused on stated grounds.
struct request_refused {
    static constexpr std::string_view name = "request_refused";

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const request_refused&) const = default;
};

} // namespace events
