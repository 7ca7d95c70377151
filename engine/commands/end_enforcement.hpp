#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <string>

namespace engine {

/// Record that the enforcement has ended by law with a confirmation that all is performed.
struct end_enforcement {
    static constexpr std::string_view name = "end_enforcement";
    static constexpr std::array roles{events::role::head, events::role::system};

    std::string confirmation; ///< code of its case, or its number

    static constexpr auto fields() {
        return std::tuple{events::field{"confirmation", &end_enforcement::confirmation}};
    }
    bool operator==(const end_enforcement&) const = default;
};

} // namespace engine
