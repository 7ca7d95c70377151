#pragma once

#include "events/describe.hpp"
#include "events/ids.hpp"

#include <string>

namespace events {

/// The key of a person was destroyed on a legal ground.
struct person_erased {
    static constexpr std::string_view name = "person_erased";

    person_id person;
    std::string ground; ///< code, or number of the paper that asks for it

    static constexpr auto fields() {
        return std::tuple{field{"person", &person_erased::person},
                          field{"ground", &person_erased::ground}};
    }
    bool operator==(const person_erased&) const = default;
};

} // namespace events
