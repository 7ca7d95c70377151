#pragma once

#include "events/describe.hpp"

namespace events {

/// Nobody came for the result at the promised time.
struct result_not_collected {
    static constexpr std::string_view name = "result_not_collected";

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const result_not_collected&) const = default;
};

} // namespace events
