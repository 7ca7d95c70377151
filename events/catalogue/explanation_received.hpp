#pragma once

#include "events/describe.hpp"

namespace events {

/// The explanation and the files came.
struct explanation_received {
    static constexpr std::string_view name = "explanation_received";

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const explanation_received&) const = default;
};

} // namespace events
