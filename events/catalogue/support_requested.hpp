#pragma once

#include "events/catalogue/incoming_mail.hpp"
#include "events/describe.hpp"

#include <string>

namespace events {

/// Somebody asked for help by e-mail. It is help, not filing: no statutory period starts.
struct support_requested {
    static constexpr std::string_view name = "support_requested";

    std::string procedure; ///< empty until a person chooses
    incoming_mail mail;

    static constexpr auto fields() {
        return std::tuple{field{"procedure", &support_requested::procedure},
                          field{"mail", &support_requested::mail}};
    }
    bool operator==(const support_requested&) const = default;
};

} // namespace events
