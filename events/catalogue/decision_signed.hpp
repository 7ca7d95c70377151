#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

namespace events {

/// The head signed.
struct decision_signed {
    static constexpr std::string_view name = "decision_signed";

    decision_outcome outcome{};

    static constexpr auto fields() {
        return std::tuple{field{"outcome", &decision_signed::outcome}};
    }
    bool operator==(const decision_signed&) const = default;
};

} // namespace events
