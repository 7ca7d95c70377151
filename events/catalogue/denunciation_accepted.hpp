#pragma once

#include "events/describe.hpp"

namespace events {

/// The denunciation was accepted; the period of resolution runs.
struct denunciation_accepted {
    static constexpr std::string_view name = "denunciation_accepted";

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const denunciation_accepted&) const = default;
};

} // namespace events
