#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <string>

namespace engine {

/// Say that a mail set aside needs nothing.
struct dismiss_mail {
    static constexpr std::string_view name = "dismiss_mail";
    static constexpr std::array roles{events::role::counter_officer};

    std::string reason;

    static constexpr auto fields() {
        return std::tuple{events::field{"reason", &dismiss_mail::reason}};
    }
    bool operator==(const dismiss_mail&) const = default;
};

} // namespace engine
