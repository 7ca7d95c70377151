#pragma once

#include "events/catalogue/incoming_mail.hpp"
#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Add the person's answer by e-mail.
struct attach_reply {
    static constexpr std::string_view name = "attach_reply";
    static constexpr std::array roles{events::role::counter_officer, events::role::system};

    events::incoming_mail mail;

    static constexpr auto fields() {
        return std::tuple{events::field{"mail", &attach_reply::mail}};
    }
    bool operator==(const attach_reply&) const = default;
};

} // namespace engine
