#pragma once

#include "events/catalogue/incoming_mail.hpp"
#include "events/describe.hpp"
#include "events/ids.hpp"
#include "events/vocabulary.hpp"

#include <optional>

namespace events {

/// A duplicate or automatic mail was kept and not answered.
struct mail_noted {
    static constexpr std::string_view name = "mail_noted";

    mail_outcome outcome{};
    incoming_mail mail;
    std::optional<case_id> of; ///< the case that it belongs to

    static constexpr auto fields() {
        return std::tuple{field{"outcome", &mail_noted::outcome}, field{"mail", &mail_noted::mail},
                          field{"of", &mail_noted::of}};
    }
    bool operator==(const mail_noted&) const = default;
};

} // namespace events
