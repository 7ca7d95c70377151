#pragma once

#include "connectors/api/call.hpp"
#include "engine/case_state.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace connectors::api {

/// A decision as the step that issued it left it: what comes later takes nothing of it back.
struct issued_decision {
    std::uint64_t sequence = 0; ///< of the step that issued it
    std::string number;
    std::optional<events::decision_outcome> outcome;
    std::optional<events::local_date> withdrawn_on;
    std::uint64_t withdrawn_by = 0; ///< sequence of that step

    /// Whether it stood when the step came that has this sequence; the one that takes it back
    /// still finds it.
    [[nodiscard]] bool stands_for(std::uint64_t step) const {
        return sequence < step && (!withdrawn_on || withdrawn_by >= step);
    }
};

/// The outgoing number that a step took, or has from another case, as it is printed; empty when it
/// took none.
[[nodiscard]] std::string document_number_of(const events::event& what);

/// The decisions of a case, oldest first.
[[nodiscard]] std::vector<issued_decision> issued_decisions(call& of,
                                                            const engine::case_state& state);

} // namespace connectors::api
