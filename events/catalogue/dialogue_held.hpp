#pragma once

#include "events/describe.hpp"
#include "events/instant.hpp"

namespace events {

/// The parties met.
struct dialogue_held {
    static constexpr std::string_view name = "dialogue_held";

    local_date on{};

    static constexpr auto fields() { return std::tuple{field{"on", &dialogue_held::on}}; }
    bool operator==(const dialogue_held&) const = default;
};

} // namespace events
