#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <string>

namespace engine {

/// Split a mixed petition.
struct split_petition {
    static constexpr std::string_view name = "split_petition";
    static constexpr std::array roles{events::role::counter_officer, events::role::head};

    std::string other;

    static constexpr auto fields() {
        return std::tuple{events::field{"other", &split_petition::other}};
    }
    bool operator==(const split_petition&) const = default;
};

} // namespace engine
