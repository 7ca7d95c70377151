#pragma once

#include "engine/rule_set.hpp"

namespace connectors {

/// Whether the same agency answers for what both offices have: they are one, or one has ended and
/// the other has its work on that day, or a third has that of both. Agencies that were merged leave
/// their cases where they are.
[[nodiscard]] inline bool is_one_agency(const engine::rule_set& rules,
                                        const events::office_code& one,
                                        const events::office_code& other, events::local_date on) {
    if (one == other) {
        return true;
    }
    const auto* first = rules.office_in_charge(one, on);
    const auto* second = rules.office_in_charge(other, on);
    return first != nullptr && second != nullptr && first->key == second->key;
}

} // namespace connectors
