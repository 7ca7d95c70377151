#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <string>

namespace engine {

/// Say that a mail set aside asks for help.
struct sort_mail {
    static constexpr std::string_view name = "sort_mail";
    static constexpr std::array roles{events::role::counter_officer};

    std::string procedure;

    static constexpr auto fields() {
        return std::tuple{events::field{"procedure", &sort_mail::procedure}};
    }
    bool operator==(const sort_mail&) const = default;
};

} // namespace engine
