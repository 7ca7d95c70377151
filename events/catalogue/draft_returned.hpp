#pragma once

#include "events/describe.hpp"

namespace events {

/// The head sent the draft back.
struct draft_returned {
    static constexpr std::string_view name = "draft_returned";

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const draft_returned&) const = default;
};

} // namespace events
