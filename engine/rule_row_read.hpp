#pragma once

#include "engine/json_cursor.hpp"
#include "engine/procedure.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

/// What all rows of a procedure's rules have: names, days from which they hold, sources,
/// conditions. Each refuses what it cannot read with file, line and reason.
namespace engine {

using rule_words = std::vector<std::string>;

bilingual read_bilingual(const json_cursor& at);
validity read_validity(const json_cursor& at);
standing read_standing(const json_cursor& at);
void read_rule(const json_cursor& at, rule& into);
/// The `when` of a row, which may name the codes of grounds; empty when it has none.
condition condition_if(const json_cursor& at, const rule_words& ground_codes);

bool overlap(const validity& one, const validity& other);
/// Two conditions can hold at once unless they name the same circumstance without a common word.
bool can_both_hold(const condition& one, const condition& other);

/// Refuses two rows of the same name that could both be in force in one case.
template <class Row, class Name, class Condition>
void refuse_overlaps(const json_cursor& list, const std::vector<Row>& rows, Name&& name,
                     Condition&& when) {
    const auto places = list.items();
    for (std::size_t later = 1; later < rows.size(); ++later) {
        for (std::size_t earlier = 0; earlier < later; ++earlier) {
            if (name(rows[earlier]) == name(rows[later]) &&
                overlap(rows[earlier].in_force, rows[later].in_force) &&
                can_both_hold(when(rows[earlier]), when(rows[later]))) {
                places[later].fail(
                    fmt::format("its validity overlaps that of row {} for the same `{}`", earlier,
                                name(rows[later])));
            }
        }
    }
}

} // namespace engine
