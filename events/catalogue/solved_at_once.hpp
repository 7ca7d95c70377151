#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

namespace events {

/// The matter was settled at the desk; no slip, a register line only.
struct solved_at_once {
    static constexpr std::string_view name = "solved_at_once";

    decision_outcome outcome{};

    static constexpr auto fields() {
        return std::tuple{field{"outcome", &solved_at_once::outcome}};
    }
    bool operator==(const solved_at_once&) const = default;
};

} // namespace events
