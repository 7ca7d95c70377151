#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <optional>
#include <string>

namespace events {

/// A draft decision lies before the head.
struct draft_submitted {
    static constexpr std::string_view name = "draft_submitted";

    decision_outcome proposal{};
    /// Of a confirmation: the code of the matter that it is about, and how much it confirms.
    std::optional<std::string> matter{};
    std::optional<performance> performed{};

    static constexpr auto fields() {
        return std::tuple{field{"proposal", &draft_submitted::proposal},
                          field{"matter", &draft_submitted::matter},
                          field{"performed", &draft_submitted::performed}};
    }
    bool operator==(const draft_submitted&) const = default;
};

} // namespace events
