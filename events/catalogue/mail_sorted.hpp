#pragma once

#include "events/describe.hpp"

#include <string>

namespace events {

/// A person decided that a mail set aside asks for help.
struct mail_sorted {
    static constexpr std::string_view name = "mail_sorted";

    std::string procedure;

    static constexpr auto fields() {
        return std::tuple{field{"procedure", &mail_sorted::procedure}};
    }
    bool operator==(const mail_sorted&) const = default;
};

} // namespace events
