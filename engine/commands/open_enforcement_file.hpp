#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Open the enforcement dossier.
struct open_enforcement_file {
    static constexpr std::string_view name = "open_enforcement_file";
    static constexpr std::array roles{events::role::enforcement_officer};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const open_enforcement_file&) const = default;
};

} // namespace engine
