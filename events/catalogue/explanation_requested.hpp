#pragma once

#include "events/describe.hpp"

#include <string>

namespace events {

/// An explanation and the files were asked for.
struct explanation_requested {
    static constexpr std::string_view name = "explanation_requested";

    std::string from; ///< officer or lower_agency

    static constexpr auto fields() {
        return std::tuple{field{"from", &explanation_requested::from}};
    }
    bool operator==(const explanation_requested&) const = default;
};

} // namespace events
