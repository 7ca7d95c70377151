#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <string>

namespace events {

/// A petition that was filed away had been kept for its time, and what becomes of it was decided.
struct destruction_decided {
    static constexpr std::string_view name = "destruction_decided";

    keeping_end outcome{};
    std::string reason; ///< why it is kept on; empty where it is destroyed

    static constexpr auto fields() {
        using e = destruction_decided;
        return std::tuple{field{"outcome", &e::outcome}, field{"reason", &e::reason}};
    }
    bool operator==(const destruction_decided&) const = default;
};

} // namespace events
