#pragma once

#include "events/describe.hpp"
#include "events/instant.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Record the dialogue of the parties.
struct hold_dialogue {
    static constexpr std::string_view name = "hold_dialogue";
    static constexpr std::array roles{events::role::head, events::role::examiner};

    events::local_date on{};

    static constexpr auto fields() { return std::tuple{events::field{"on", &hold_dialogue::on}}; }
    bool operator==(const hold_dialogue&) const = default;
};

} // namespace engine
