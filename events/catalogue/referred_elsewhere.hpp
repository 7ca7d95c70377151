#pragma once

#include "events/describe.hpp"
#include "events/ids.hpp"

#include <optional>

namespace events {

/// The office is not competent; the person was told which one is.
struct referred_elsewhere {
    static constexpr std::string_view name = "referred_elsewhere";

    std::optional<office_code> competent_office;

    static constexpr auto fields() {
        return std::tuple{field{"competent_office", &referred_elsewhere::competent_office}};
    }
    bool operator==(const referred_elsewhere&) const = default;
};

} // namespace events
