#pragma once

#include "events/describe.hpp"
#include "events/instant.hpp"

#include <string>

namespace events {

/// The result will be late; the office apologised and named another date.
struct apology_issued {
    static constexpr std::string_view name = "apology_issued";

    instant promised_at{};
    std::string reason; ///< code; words lie in the step's own box

    static constexpr auto fields() {
        return std::tuple{field{"promised_at", &apology_issued::promised_at},
                          field{"reason", &apology_issued::reason}};
    }
    bool operator==(const apology_issued&) const = default;
};

} // namespace events
