#pragma once

#include "events/describe.hpp"

#include <string>

namespace events {

/// The enforcement ended by law: the agency has confirmed that all is performed (Luật Thi hành án
/// dân sự Điều 52.1).
struct enforcement_ended {
    static constexpr std::string_view name = "enforcement_ended";

    std::string confirmation; ///< code of the case of the confirmation, or its number

    static constexpr auto fields() {
        return std::tuple{field{"confirmation", &enforcement_ended::confirmation}};
    }
    bool operator==(const enforcement_ended&) const = default;
};

} // namespace events
