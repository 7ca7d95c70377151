#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

namespace events {

/// The conclusion was signed.
struct denunciation_concluded {
    static constexpr std::string_view name = "denunciation_concluded";

    finding result{};

    static constexpr auto fields() {
        return std::tuple{field{"result", &denunciation_concluded::result}};
    }
    bool operator==(const denunciation_concluded&) const = default;
};

} // namespace events
