#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Keep without an answer, on a stated ground.
struct file_away {
    static constexpr std::string_view name = "file_away";
    static constexpr std::array roles{events::role::head};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const file_away&) const = default;
};

} // namespace engine
