#pragma once

#include "events/describe.hpp"
#include "events/ids.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Take a role away.
struct revoke_role {
    static constexpr std::string_view name = "revoke_role";
    static constexpr std::array roles{events::role::operations};

    events::officer_id officer;
    events::role revoked{};
    events::office_code at;

    static constexpr auto fields() {
        return std::tuple{events::field{"officer", &revoke_role::officer},
                          events::field{"revoked", &revoke_role::revoked},
                          events::field{"at", &revoke_role::at}};
    }
    bool operator==(const revoke_role&) const = default;
};

} // namespace engine
