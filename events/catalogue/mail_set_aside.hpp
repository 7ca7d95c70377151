#pragma once

#include "events/catalogue/incoming_mail.hpp"
#include "events/describe.hpp"

namespace events {

/// A mail that could be read in more than one way waits for a person.
struct mail_set_aside {
    static constexpr std::string_view name = "mail_set_aside";

    incoming_mail mail;

    static constexpr auto fields() { return std::tuple{field{"mail", &mail_set_aside::mail}}; }
    bool operator==(const mail_set_aside&) const = default;
};

} // namespace events
