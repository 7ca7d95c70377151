#pragma once

#include "events/common_ground.hpp"
#include "events/describe.hpp"
#include "events/instant.hpp"

#include <optional>
#include <string>

namespace events {

/// The clerk numbered, dated and stamped the decision. One that was issued in another case for this
/// one too takes no number: it has that of the other.
struct decision_issued {
    static constexpr std::string_view name = "decision_issued";

    local_date dated{};
    std::optional<std::string> common_with{}; ///< code of the case in which it took its number
    std::optional<std::string> number{};      ///< that number, as printed
    std::optional<events::common_ground> common_ground{};

    static constexpr auto fields() {
        return std::tuple{field{"dated", &decision_issued::dated},
                          field{"common_with", &decision_issued::common_with},
                          field{"number", &decision_issued::number},
                          field{"common_ground", &decision_issued::common_ground}};
    }
    bool operator==(const decision_issued&) const = default;
};

} // namespace events
