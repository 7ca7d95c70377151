#pragma once

#include "events/catalogue/incoming_mail.hpp"
#include "events/describe.hpp"

namespace events {

/// The person answered by e-mail.
struct reply_received {
    static constexpr std::string_view name = "reply_received";

    incoming_mail mail;

    static constexpr auto fields() { return std::tuple{field{"mail", &reply_received::mail}}; }
    bool operator==(const reply_received&) const = default;
};

} // namespace events
