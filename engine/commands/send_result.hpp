#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Send the result to the registered address.
struct send_result {
    static constexpr std::string_view name = "send_result";
    static constexpr std::array roles{events::role::counter_officer, events::role::clerk};

    events::return_method by{};

    static constexpr auto fields() { return std::tuple{events::field{"by", &send_result::by}}; }
    bool operator==(const send_result&) const = default;
};

} // namespace engine
