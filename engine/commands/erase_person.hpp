#pragma once

#include "events/describe.hpp"
#include "events/ids.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <string>

namespace engine {

/// Record that a person's key was destroyed.
struct erase_person {
    static constexpr std::string_view name = "erase_person";
    static constexpr std::array roles{events::role::operations};

    events::person_id person;
    std::string ground;

    static constexpr auto fields() {
        return std::tuple{events::field{"person", &erase_person::person},
                          events::field{"ground", &erase_person::ground}};
    }
    bool operator==(const erase_person&) const = default;
};

} // namespace engine
