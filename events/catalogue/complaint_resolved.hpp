#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <string>

namespace events {

/// The complaint was decided.
struct complaint_resolved {
    static constexpr std::string_view name = "complaint_resolved";

    finding result{};
    std::string measure; ///< keep, amend, cancel, stop

    static constexpr auto fields() {
        return std::tuple{field{"result", &complaint_resolved::result},
                          field{"measure", &complaint_resolved::measure}};
    }
    bool operator==(const complaint_resolved&) const = default;
};

} // namespace events
