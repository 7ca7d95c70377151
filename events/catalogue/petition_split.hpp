#pragma once

#include "events/describe.hpp"

#include <string>

namespace events {

/// A mixed petition was split; the other part has a case of its own.
struct petition_split {
    static constexpr std::string_view name = "petition_split";

    std::string other; ///< complaint, denunciation or proposal

    static constexpr auto fields() { return std::tuple{field{"other", &petition_split::other}}; }
    bool operator==(const petition_split&) const = default;
};

} // namespace events
