#pragma once

#include "engine/rule_row_read.hpp"

#include <algorithm>
#include <vector>

namespace engine {

/// From which version to the next a text says whom each holds for; empty where the file says none.
[[nodiscard]] std::vector<law_transition> read_transitions(const json_cursor& root);

/// Refuses one that is about no row of the file, where a day was mistyped.
void refuse_idle_transitions(const json_cursor& root,
                             const std::vector<law_transition>& transitions,
                             const std::vector<const validity*>& rows);

/// Where a row begins on the day of a transition, or ends before it, its day is that of the event.
void apply_transitions(const std::vector<law_transition>& transitions, validity& to);

/// To all rows of the file's lists.
template <class... Rows>
void take_over(const json_cursor& root, const std::vector<law_transition>& transitions,
               std::vector<Rows>&... lists) {
    std::vector<const validity*> rows;
    const auto one_list = [&](auto& list) {
        for (auto& row : list) {
            apply_transitions(transitions, row.in_force);
            rows.push_back(&row.in_force);
        }
    };
    (one_list(lists), ...);
    refuse_idle_transitions(root, transitions, rows);
}

} // namespace engine
