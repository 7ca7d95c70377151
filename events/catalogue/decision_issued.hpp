#pragma once

#include "events/describe.hpp"
#include "events/instant.hpp"

namespace events {

/// The clerk numbered, dated and stamped the decision.
struct decision_issued {
    static constexpr std::string_view name = "decision_issued";

    local_date dated{};

    static constexpr auto fields() { return std::tuple{field{"dated", &decision_issued::dated}}; }
    bool operator==(const decision_issued&) const = default;
};

} // namespace events
