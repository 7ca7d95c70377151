#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <optional>
#include <string>

namespace engine {

/// Decide what becomes of a petition that was filed away and kept for its time.
struct decide_destruction {
    static constexpr std::string_view name = "decide_destruction";
    static constexpr std::array roles{events::role::head};

    events::keeping_end outcome{};
    std::optional<std::string> reason; ///< why it is kept on

    static constexpr auto fields() {
        using c = decide_destruction;
        return std::tuple{events::field{"outcome", &c::outcome},
                          events::field{"reason", &c::reason}};
    }
    bool operator==(const decide_destruction&) const = default;
};

} // namespace engine
