#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <optional>

namespace events {

/// The explanation and the files came.
struct explanation_received {
    static constexpr std::string_view name = "explanation_received";

    std::optional<events::explainer> explainer{}; ///< whose; unsaid: of everybody who was asked

    static constexpr auto fields() {
        return std::tuple{field{"explainer", &explanation_received::explainer}};
    }
    bool operator==(const explanation_received&) const = default;
};

} // namespace events
