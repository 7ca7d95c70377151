#pragma once

#include "events/catalogue/incoming_mail.hpp"
#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Keep an ambiguous mail for a person.
struct set_aside_mail {
    static constexpr std::string_view name = "set_aside_mail";
    static constexpr std::array roles{events::role::counter_officer, events::role::system};

    events::incoming_mail mail;

    static constexpr auto fields() {
        return std::tuple{events::field{"mail", &set_aside_mail::mail}};
    }
    bool operator==(const set_aside_mail&) const = default;
};

} // namespace engine
