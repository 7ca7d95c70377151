#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Tell the denouncer and the accused.
struct notify_parties {
    static constexpr std::string_view name = "notify_parties";
    static constexpr std::array roles{events::role::head, events::role::examiner};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const notify_parties&) const = default;
};

} // namespace engine
