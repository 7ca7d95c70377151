#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <optional>
#include <string>

namespace engine {

/// Put a draft before the head.
struct submit_draft {
    static constexpr std::string_view name = "submit_draft";
    static constexpr std::array roles{events::role::enforcement_officer, events::role::examiner};

    events::decision_outcome proposal{};
    /// Of a confirmation: the code of the matter that it is about, and how much it confirms.
    std::optional<std::string> matter{};
    std::optional<events::performance> performed{};

    static constexpr auto fields() {
        return std::tuple{events::field{"proposal", &submit_draft::proposal},
                          events::field{"matter", &submit_draft::matter},
                          events::field{"performed", &submit_draft::performed}};
    }
    bool operator==(const submit_draft&) const = default;
};

} // namespace engine
