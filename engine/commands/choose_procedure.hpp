#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <string>

namespace engine {

/// Say which procedure the matter is about.
struct choose_procedure {
    static constexpr std::string_view name = "choose_procedure";
    static constexpr std::array roles{events::role::counter_officer};

    std::string procedure;

    static constexpr auto fields() {
        return std::tuple{events::field{"procedure", &choose_procedure::procedure}};
    }
    bool operator==(const choose_procedure&) const = default;
};

} // namespace engine
