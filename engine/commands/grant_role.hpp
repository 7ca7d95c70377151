#pragma once

#include "events/describe.hpp"
#include "events/ids.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Let an officer act in a role at an office.
struct grant_role {
    static constexpr std::string_view name = "grant_role";
    static constexpr std::array roles{events::role::operations};

    events::officer_id officer;
    events::role granted{};
    events::office_code at;
    bool descendants{};

    static constexpr auto fields() {
        return std::tuple{events::field{"officer", &grant_role::officer},
                          events::field{"granted", &grant_role::granted},
                          events::field{"at", &grant_role::at},
                          events::field{"descendants", &grant_role::descendants}};
    }
    bool operator==(const grant_role&) const = default;
};

} // namespace engine
