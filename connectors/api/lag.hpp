#pragma once

#include "connectors/api/parts.hpp"
#include "events/pace.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <optional>
#include <thread>

namespace connectors::api {

/// How many records of the log the projections have not folded yet.
[[nodiscard]] inline std::uint64_t lag_of(const parts& on) {
    const auto view = on.store.view();
    std::uint64_t out = 0;
    for (std::uint32_t p = 0; p < on.log.partitions(); ++p) {
        const auto end = on.log.end({p});
        const auto folded = view.at().of({p});
        out += end > folded ? end - folded : 0;
    }
    return out;
}

/// A node that is behind the log, and when it will not be any more.
struct catching_up {
    std::uint64_t lag_events = 0;
    std::optional<std::uint64_t> eta_s; ///< none while it does not come nearer, or is not behind
};

/// Of two looks at how far it is behind.
[[nodiscard]] inline catching_up catching_up_between(std::uint64_t before, std::uint64_t now,
                                                     std::chrono::milliseconds apart) {
    catching_up out{.lag_events = now, .eta_s = {}};
    if (const auto left = events::pace_of(before - std::min(before, now), before, apart).left) {
        out.eta_s = static_cast<std::uint64_t>(std::ceil(left->count()));
    }
    return out;
}

/// Looks twice, a quarter of a second apart, if it is behind: for a worker's thread. What others
/// append meanwhile counts against it, as it does against whoever waits.
[[nodiscard]] inline catching_up catching_up_of(const parts& on) {
    constexpr std::chrono::milliseconds apart{250};
    const auto before = lag_of(on);
    if (before == 0) {
        return {};
    }
    std::this_thread::sleep_for(apart);
    return catching_up_between(before, lag_of(on), apart);
}

} // namespace connectors::api
