#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Put a draft before the head.
struct submit_draft {
    static constexpr std::string_view name = "submit_draft";
    static constexpr std::array roles{events::role::enforcement_officer, events::role::examiner};

    events::decision_outcome proposal{};

    static constexpr auto fields() {
        return std::tuple{events::field{"proposal", &submit_draft::proposal}};
    }
    bool operator==(const submit_draft&) const = default;
};

} // namespace engine
