#pragma once

#include "events/describe.hpp"

namespace events {

/// The resolution went to all whom the law names.
struct resolution_sent {
    static constexpr std::string_view name = "resolution_sent";

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const resolution_sent&) const = default;
};

} // namespace events
