#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <string>
#include <vector>

namespace engine {

/// Ask in writing, once for all, for what is missing.
struct request_supplement {
    static constexpr std::string_view name = "request_supplement";
    static constexpr std::array roles{events::role::counter_officer, events::role::head};

    std::vector<std::string> missing;

    static constexpr auto fields() {
        return std::tuple{events::field{"missing", &request_supplement::missing}};
    }
    bool operator==(const request_supplement&) const = default;
};

} // namespace engine
