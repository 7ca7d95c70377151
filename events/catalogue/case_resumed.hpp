#pragma once

#include "events/describe.hpp"

namespace events {

/// The ground of the suspension is gone.
struct case_resumed {
    static constexpr std::string_view name = "case_resumed";

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const case_resumed&) const = default;
};

} // namespace events
