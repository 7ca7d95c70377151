#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <optional>
#include <string>

namespace events {

/// The matter was settled at the desk; no slip, a register line only.
struct solved_at_once {
    static constexpr std::string_view name = "solved_at_once";

    decision_outcome outcome{};
    /// Of a confirmation: the code of the matter that it is about, and how much it confirms.
    std::optional<std::string> matter{};
    std::optional<performance> performed{};

    static constexpr auto fields() {
        return std::tuple{field{"outcome", &solved_at_once::outcome},
                          field{"matter", &solved_at_once::matter},
                          field{"performed", &solved_at_once::performed}};
    }
    bool operator==(const solved_at_once&) const = default;
};

} // namespace events
