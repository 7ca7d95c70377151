#pragma once

#include "events/describe.hpp"

namespace events {

/// The conclusion went to all whom the law names.
struct conclusion_sent {
    static constexpr std::string_view name = "conclusion_sent";

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const conclusion_sent&) const = default;
};

} // namespace events
