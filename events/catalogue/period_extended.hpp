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
    /// Counted from the start of the period and not from its end, where the law says how long it
    /// may last in all. An event of before this was known counts them from the end.
    std::optional<bool> from_start{};

    static constexpr auto fields() {
        return std::tuple{
            field{"deadline", &period_extended::deadline}, field{"days", &period_extended::days},
            field{"reason", &period_extended::reason}, field{"unit", &period_extended::unit},
            field{"from_start", &period_extended::from_start}};
    }
    bool operator==(const period_extended&) const = default;
};

} // namespace events
