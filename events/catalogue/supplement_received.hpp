#pragma once

#include "events/describe.hpp"

namespace events {

/// The missing papers came.
struct supplement_received {
    static constexpr std::string_view name = "supplement_received";

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const supplement_received&) const = default;
};

} // namespace events
