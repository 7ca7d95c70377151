#pragma once

#include "events/describe.hpp"

namespace events {

/// The person withdrew.
struct request_withdrawn {
    static constexpr std::string_view name = "request_withdrawn";

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const request_withdrawn&) const = default;
};

} // namespace events
