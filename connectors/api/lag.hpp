#pragma once

#include "connectors/api/parts.hpp"

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

} // namespace connectors::api
