#pragma once

#include "events/describe.hpp"

namespace events {

/// The conclusion was published without naming the denouncer.
struct conclusion_published {
    static constexpr std::string_view name = "conclusion_published";

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const conclusion_published&) const = default;
};

} // namespace events
