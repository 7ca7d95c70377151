#pragma once

#include "events/describe.hpp"

namespace events {

/// Everything is done and filed.
struct case_closed {
    static constexpr std::string_view name = "case_closed";

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const case_closed&) const = default;
};

} // namespace events
