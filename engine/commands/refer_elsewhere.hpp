#pragma once

#include "events/describe.hpp"
#include "events/ids.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <optional>

namespace engine {

/// Send the person to the competent office.
struct refer_elsewhere {
    static constexpr std::string_view name = "refer_elsewhere";
    static constexpr std::array roles{events::role::counter_officer, events::role::head};

    std::optional<events::office_code> competent_office;

    static constexpr auto fields() {
        return std::tuple{events::field{"competent_office", &refer_elsewhere::competent_office}};
    }
    bool operator==(const refer_elsewhere&) const = default;
};

} // namespace engine
