#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <string>

namespace engine {

/// Ask for an explanation and the files.
struct request_explanation {
    static constexpr std::string_view name = "request_explanation";
    static constexpr std::array roles{events::role::head, events::role::examiner};

    std::string from; ///< officer or lower_agency

    static constexpr auto fields() {
        return std::tuple{events::field{"from", &request_explanation::from}};
    }
    bool operator==(const request_explanation&) const = default;
};

} // namespace engine
