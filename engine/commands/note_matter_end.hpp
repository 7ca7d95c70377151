#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Note that the matter which was confirmed to be performed has ended.
struct note_matter_end {
    static constexpr std::string_view name = "note_matter_end";
    static constexpr std::array roles{events::role::head, events::role::system};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const note_matter_end&) const = default;
};

} // namespace engine
