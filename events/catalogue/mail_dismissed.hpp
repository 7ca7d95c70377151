#pragma once

#include "events/describe.hpp"

#include <string>

namespace events {

/// A person decided that a mail set aside needs nothing.
struct mail_dismissed {
    static constexpr std::string_view name = "mail_dismissed";

    std::string reason; ///< code; words lie in the step's own box

    static constexpr auto fields() { return std::tuple{field{"reason", &mail_dismissed::reason}}; }
    bool operator==(const mail_dismissed&) const = default;
};

} // namespace events
