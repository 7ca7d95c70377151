#pragma once

#include "events/describe.hpp"

namespace events {

/// The denouncer was told of acceptance and the accused of the content.
struct parties_notified {
    static constexpr std::string_view name = "parties_notified";

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const parties_notified&) const = default;
};

} // namespace events
