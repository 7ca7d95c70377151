#pragma once

#include "events/catalogue/incoming_mail.hpp"
#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <string>

namespace engine {

/// Open a support case from an e-mail.
struct receive_mail {
    static constexpr std::string_view name = "receive_mail";
    static constexpr std::array roles{events::role::counter_officer, events::role::system};

    std::string procedure; ///< as guessed from the text; may be empty
    events::incoming_mail mail;

    static constexpr auto fields() {
        return std::tuple{events::field{"procedure", &receive_mail::procedure},
                          events::field{"mail", &receive_mail::mail}};
    }
    bool operator==(const receive_mail&) const = default;
};

} // namespace engine
