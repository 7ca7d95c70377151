#pragma once

#include "events/describe.hpp"
#include "events/ids.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Put an officer in charge.
struct assign_officer {
    static constexpr std::string_view name = "assign_officer";
    static constexpr std::array roles{events::role::head};

    events::officer_id officer;

    static constexpr auto fields() {
        return std::tuple{events::field{"officer", &assign_officer::officer}};
    }
    bool operator==(const assign_officer&) const = default;
};

} // namespace engine
