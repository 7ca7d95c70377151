#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <optional>

namespace engine {

/// Do what the conclusion demands.
struct handle_denunciation {
    static constexpr std::string_view name = "handle_denunciation";
    static constexpr std::array roles{events::role::head};

    /// By a decision on the breach, which is published within days of its own (Thông tư
    /// 13/2021/TT-BTP Điều 24.2).
    std::optional<bool> by_decision{};

    static constexpr auto fields() {
        return std::tuple{events::field{"by_decision", &handle_denunciation::by_decision}};
    }
    bool operator==(const handle_denunciation&) const = default;
};

} // namespace engine
