#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Close: everything is done and filed.
struct close_case {
    static constexpr std::string_view name = "close_case";
    static constexpr std::array roles{events::role::counter_officer,
                                      events::role::enforcement_officer, events::role::examiner};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const close_case&) const = default;
};

} // namespace engine
