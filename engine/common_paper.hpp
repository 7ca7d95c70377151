#pragma once

#include "events/instant.hpp"

#include <string>

namespace engine {

/// What stands in the other case that a step names, read by whoever may look into it: a decision is
/// made of one case alone. Nobody states it, so no command describes it.
struct common_paper {
    std::string number;
    events::local_date dated{};

    bool operator==(const common_paper&) const = default;
};

} // namespace engine
