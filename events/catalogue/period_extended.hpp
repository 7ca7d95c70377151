#pragma once

#include "events/describe.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace events {

/// A period was extended within its legal maximum.
struct period_extended {
    static constexpr std::string_view name = "period_extended";

    std::string deadline;
    std::int64_t days{};
    std::string reason;                ///< code; words lie in the step's own box
    std::optional<std::string> unit{}; ///< of the days, where it is not the period's own

    static constexpr auto fields() {
        return std::tuple{
            field{"deadline", &period_extended::deadline}, field{"days", &period_extended::days},
            field{"reason", &period_extended::reason}, field{"unit", &period_extended::unit}};
    }
    bool operator==(const period_extended&) const = default;
};

} // namespace events
