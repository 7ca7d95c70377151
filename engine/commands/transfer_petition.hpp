#pragma once

#include "events/describe.hpp"
#include "events/ids.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <optional>

namespace engine {

/// Pass the petition to the competent agency.
struct transfer_petition {
    static constexpr std::string_view name = "transfer_petition";
    static constexpr std::array roles{events::role::head};

    std::optional<events::office_code> to;

    static constexpr auto fields() {
        return std::tuple{events::field{"to", &transfer_petition::to}};
    }
    bool operator==(const transfer_petition&) const = default;
};

} // namespace engine
