#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <optional>

namespace engine {

/// Take in the explanation.
struct receive_explanation {
    static constexpr std::string_view name = "receive_explanation";
    static constexpr std::array roles{events::role::head, events::role::examiner};

    /// Whose it is; needs to be said only where several were asked.
    std::optional<events::explainer> explainer{};

    static constexpr auto fields() {
        return std::tuple{events::field{"explainer", &receive_explanation::explainer}};
    }
    bool operator==(const receive_explanation&) const = default;
};

} // namespace engine
