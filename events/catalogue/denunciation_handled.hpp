#pragma once

#include "events/describe.hpp"

#include <optional>

namespace events {

/// What the conclusion demands was done.
struct denunciation_handled {
    static constexpr std::string_view name = "denunciation_handled";

    std::optional<bool> by_decision{}; ///< on the breach, which is published as well

    static constexpr auto fields() {
        return std::tuple{field{"by_decision", &denunciation_handled::by_decision}};
    }
    bool operator==(const denunciation_handled&) const = default;
};

} // namespace events
