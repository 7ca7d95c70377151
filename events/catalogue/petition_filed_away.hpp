#pragma once

#include "events/describe.hpp"

namespace events {

/// Kept for one year without an answer, on a stated ground.
struct petition_filed_away {
    static constexpr std::string_view name = "petition_filed_away";

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const petition_filed_away&) const = default;
};

} // namespace events
