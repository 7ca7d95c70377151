#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Hand the result to the person.
struct return_result {
    static constexpr std::string_view name = "return_result";
    static constexpr std::array roles{events::role::counter_officer};

    events::return_method by{};

    static constexpr auto fields() { return std::tuple{events::field{"by", &return_result::by}}; }
    bool operator==(const return_result&) const = default;
};

} // namespace engine
