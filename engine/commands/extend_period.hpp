#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <cstdint>
#include <string>

namespace engine {

/// Extend a period within its legal maximum.
struct extend_period {
    static constexpr std::string_view name = "extend_period";
    static constexpr std::array roles{events::role::head};

    std::string deadline;
    std::int64_t days{};
    std::string reason;

    static constexpr auto fields() {
        return std::tuple{events::field{"deadline", &extend_period::deadline},
                          events::field{"days", &extend_period::days},
                          events::field{"reason", &extend_period::reason}};
    }
    bool operator==(const extend_period&) const = default;
};

} // namespace engine
