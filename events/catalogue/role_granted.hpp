#pragma once

#include "events/describe.hpp"
#include "events/ids.hpp"
#include "events/vocabulary.hpp"

namespace events {

/// An officer may act in a role at an office.
struct role_granted {
    static constexpr std::string_view name = "role_granted";

    officer_id officer;
    role granted{};
    office_code at;     ///< `*` for every office
    bool descendants{}; ///< subordinate offices too

    static constexpr auto fields() {
        return std::tuple{field{"officer", &role_granted::officer},
                          field{"granted", &role_granted::granted}, field{"at", &role_granted::at},
                          field{"descendants", &role_granted::descendants}};
    }
    bool operator==(const role_granted&) const = default;
};

} // namespace events
