#pragma once

#include "events/describe.hpp"

namespace events {

/// The officer in charge began to examine.
struct examination_begun {
    static constexpr std::string_view name = "examination_begun";

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const examination_begun&) const = default;
};

} // namespace events
