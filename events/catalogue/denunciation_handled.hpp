#pragma once

#include "events/describe.hpp"

namespace events {

/// What the conclusion demands was done.
struct denunciation_handled {
    static constexpr std::string_view name = "denunciation_handled";

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const denunciation_handled&) const = default;
};

} // namespace events
