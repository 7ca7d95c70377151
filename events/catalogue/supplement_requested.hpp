#pragma once

#include "events/describe.hpp"

#include <string>
#include <vector>

namespace events {

/// The person was told in writing, once for all, what is missing.
struct supplement_requested {
    static constexpr std::string_view name = "supplement_requested";

    std::vector<std::string> missing; ///< papers

    static constexpr auto fields() {
        return std::tuple{field{"missing", &supplement_requested::missing}};
    }
    bool operator==(const supplement_requested&) const = default;
};

} // namespace events
