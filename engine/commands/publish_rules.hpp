#pragma once

#include "events/describe.hpp"
#include "events/ids.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <string>

namespace engine {

/// Bring a rule set into use.
struct publish_rules {
    static constexpr std::string_view name = "publish_rules";
    static constexpr std::array roles{events::role::operations, events::role::system};

    events::rules_id published;
    std::string summary;

    static constexpr auto fields() {
        return std::tuple{events::field{"published", &publish_rules::published},
                          events::field{"summary", &publish_rules::summary}};
    }
    bool operator==(const publish_rules&) const = default;
};

} // namespace engine
