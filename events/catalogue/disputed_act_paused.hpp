#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

namespace events {

/// Who resolves a complaint paused what is complained about until the complaint is resolved. The
/// complaint itself goes on, and so do its periods.
struct disputed_act_paused {
    static constexpr std::string_view name = "disputed_act_paused";

    paused_matter what{};

    static constexpr auto fields() { return std::tuple{field{"what", &disputed_act_paused::what}}; }
    bool operator==(const disputed_act_paused&) const = default;
};

} // namespace events
