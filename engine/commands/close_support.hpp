#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <string>

namespace engine {

/// End help by e-mail without filing.
struct close_support {
    static constexpr std::string_view name = "close_support";
    static constexpr std::array roles{events::role::counter_officer};

    std::string reason;

    static constexpr auto fields() {
        return std::tuple{events::field{"reason", &close_support::reason}};
    }
    bool operator==(const close_support&) const = default;
};

} // namespace engine
