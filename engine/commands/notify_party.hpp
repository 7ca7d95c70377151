#pragma once

#include "events/describe.hpp"
#include "events/instant.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <optional>
#include <string>

namespace engine {

/// Record the notification that the law asks for.
struct notify_party {
    static constexpr std::string_view name = "notify_party";
    static constexpr std::array roles{events::role::enforcement_officer, events::role::clerk};

    /// A word of rules/notification_ways.json.
    std::string way;
    events::local_date valid_on{};
    /// The decision, unless said.
    std::optional<events::notified_matter> what{};
    /// Who received a request to explain; needs to be said only where several were asked.
    std::optional<events::explainer> explainer{};

    static constexpr auto fields() {
        return std::tuple{events::field{"way", &notify_party::way},
                          events::field{"valid_on", &notify_party::valid_on},
                          events::field{"what", &notify_party::what},
                          events::field{"explainer", &notify_party::explainer}};
    }
    bool operator==(const notify_party&) const = default;
};

} // namespace engine
