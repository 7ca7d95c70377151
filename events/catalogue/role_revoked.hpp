#pragma once

#include "events/describe.hpp"
#include "events/ids.hpp"
#include "events/vocabulary.hpp"

namespace events {

/// An officer may no longer act in a role at an office.
struct role_revoked {
    static constexpr std::string_view name = "role_revoked";

    officer_id officer;
    role revoked{};
    office_code at;

    static constexpr auto fields() {
        return std::tuple{field{"officer", &role_revoked::officer},
                          field{"revoked", &role_revoked::revoked}, field{"at", &role_revoked::at}};
    }
    bool operator==(const role_revoked&) const = default;
};

} // namespace events
