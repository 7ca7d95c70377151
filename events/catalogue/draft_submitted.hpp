#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

namespace events {

/// A draft decision lies before the head.
struct draft_submitted {
    static constexpr std::string_view name = "draft_submitted";

    decision_outcome proposal{};

    static constexpr auto fields() {
        return std::tuple{field{"proposal", &draft_submitted::proposal}};
    }
    bool operator==(const draft_submitted&) const = default;
};

} // namespace events
