#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

namespace events {

/// The person was told by e-mail what is missing, or why the office cannot help.
struct guidance_sent {
    static constexpr std::string_view name = "guidance_sent";

    check_outcome outcome{};

    static constexpr auto fields() { return std::tuple{field{"outcome", &guidance_sent::outcome}}; }
    bool operator==(const guidance_sent&) const = default;
};

} // namespace events
