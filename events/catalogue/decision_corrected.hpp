#pragma once

#include "events/describe.hpp"

namespace events {

/// An error that does not change the matter was corrected in writing.
struct decision_corrected {
    static constexpr std::string_view name = "decision_corrected";

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const decision_corrected&) const = default;
};

} // namespace events
