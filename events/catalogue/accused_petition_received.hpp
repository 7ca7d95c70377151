#pragma once

#include "events/describe.hpp"

namespace events {

/// The accused does not agree with the conclusion and petitioned against it.
struct accused_petition_received {
    static constexpr std::string_view name = "accused_petition_received";

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const accused_petition_received&) const = default;
};

} // namespace events
