#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Take in a denunciation.
struct receive_denunciation {
    static constexpr std::string_view name = "receive_denunciation";
    static constexpr std::array roles{events::role::counter_officer};

    events::channel received_by{};
    bool against_head{};

    static constexpr auto fields() {
        return std::tuple{events::field{"received_by", &receive_denunciation::received_by},
                          events::field{"against_head", &receive_denunciation::against_head}};
    }
    bool operator==(const receive_denunciation&) const = default;
};

} // namespace engine
