#pragma once

#include "events/describe.hpp"

namespace events {

/// The person complains about the first resolution.
struct second_complaint_received {
    static constexpr std::string_view name = "second_complaint_received";

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const second_complaint_received&) const = default;
};

} // namespace events
