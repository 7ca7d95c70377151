#pragma once

#include "events/describe.hpp"

namespace events {

/// Signs of a crime: the file went to the investigation body.
struct handed_to_investigators {
    static constexpr std::string_view name = "handed_to_investigators";

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const handed_to_investigators&) const = default;
};

} // namespace events
