#pragma once

#include "events/describe.hpp"
#include "events/ids.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace engine {

/// Record the check of an e-mailed request.
struct check_mail {
    static constexpr std::string_view name = "check_mail";
    static constexpr std::array roles{events::role::counter_officer};

    events::check_outcome outcome{};
    std::vector<std::string> missing;
    std::optional<events::office_code> competent_office;

    static constexpr auto fields() {
        return std::tuple{events::field{"outcome", &check_mail::outcome},
                          events::field{"missing", &check_mail::missing},
                          events::field{"competent_office", &check_mail::competent_office}};
    }
    bool operator==(const check_mail&) const = default;
};

} // namespace engine
