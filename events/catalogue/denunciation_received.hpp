#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

namespace events {

/// A denunciation came in. The identity of the denouncer is secret.
struct denunciation_received {
    static constexpr std::string_view name = "denunciation_received";

    channel received_by{};
    bool against_head{};

    static constexpr auto fields() {
        return std::tuple{field{"received_by", &denunciation_received::received_by},
                          field{"against_head", &denunciation_received::against_head}};
    }
    bool operator==(const denunciation_received&) const = default;
};

} // namespace events
