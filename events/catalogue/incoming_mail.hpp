#pragma once

#include "events/describe.hpp"
#include "events/digest.hpp"
#include "events/instant.hpp"

#include <string>
#include <vector>

namespace events {

/// What an event says of an incoming mail. The raw bytes lie in the document store; sender, subject
/// and text are sealed.
struct incoming_mail {
    digest sha256;                     ///< of the raw bytes
    std::string message_key;           ///< SHA-256 of the Message-ID, hex; empty without one
    std::string content_key;           ///< equal for two deliveries of the same mail
    std::vector<std::string> findings; ///< codes of what is odd about it
    std::string reason;                ///< why it was recognised as what it is: a code

    static constexpr auto fields() {
        return std::tuple{field{"sha256", &incoming_mail::sha256},
                          field{"message_key", &incoming_mail::message_key},
                          field{"content_key", &incoming_mail::content_key},
                          field{"findings", &incoming_mail::findings},
                          field{"reason", &incoming_mail::reason}};
    }
    bool operator==(const incoming_mail&) const = default;
};

} // namespace events
