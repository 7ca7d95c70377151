#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Tell the person by e-mail what the check found.
struct guide_by_mail {
    static constexpr std::string_view name = "guide_by_mail";
    static constexpr std::array roles{events::role::counter_officer};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const guide_by_mail&) const = default;
};

} // namespace engine
