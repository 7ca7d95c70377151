#pragma once

#include "events/describe.hpp"

#include <string>

namespace events {

/// A running period was counted again because another working-day calendar came into use: days off
/// were declared or taken back. Its new end stands in facts::deadlines_moved; what was promised to
/// the person stays.
struct period_recounted {
    static constexpr std::string_view name = "period_recounted";

    std::string deadline;
    std::string calendar; ///< version of the calendar by which it was counted
    std::string reason;   ///< number of the letter that swapped the days, or a code

    static constexpr auto fields() {
        return std::tuple{field{"deadline", &period_recounted::deadline},
                          field{"calendar", &period_recounted::calendar},
                          field{"reason", &period_recounted::reason}};
    }
    bool operator==(const period_recounted&) const = default;
};

} // namespace events
