#pragma once

#include "events/describe.hpp"

namespace events {

/// The person did not come.
struct appointment_missed {
    static constexpr std::string_view name = "appointment_missed";

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const appointment_missed&) const = default;
};

} // namespace events
