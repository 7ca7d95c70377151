#pragma once

#include "engine/common_paper.hpp"
#include "events/common_ground.hpp"
#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <optional>
#include <string>

namespace engine {

/// Number, date and stamp; or the number and day of the decision that another case issued for this
/// request too.
struct issue_decision {
    static constexpr std::string_view name = "issue_decision";
    static constexpr std::array roles{events::role::clerk};

    std::optional<std::string> common_with{}; ///< code of the case that issued the common decision
    std::optional<events::common_ground> common_ground{}; ///< why it is common
    std::optional<common_paper> found{};                  ///< in that case

    static constexpr auto fields() {
        return std::tuple{events::field{"common_with", &issue_decision::common_with},
                          events::field{"common_ground", &issue_decision::common_ground}};
    }
    bool operator==(const issue_decision&) const = default;
};

} // namespace engine
