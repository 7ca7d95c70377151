#include "engine/rules/dead_ends.hpp"

#include "engine/finality.hpp"

#include <algorithm>

namespace engine {

std::vector<events::status> dead_ends(events::lifecycle name, const std::vector<transition>& rows) {
    std::vector<events::status> out;
    for (const auto& row : rows) {
        const bool leads_on = std::ranges::any_of(rows, [&](const transition& other) {
            return other.from == row.to && other.to != row.to;
        });
        // The support table hands `received` over to the dossier table.
        const bool handed_over =
            name == events::lifecycle::support && row.to == events::status::received;
        if (!leads_on && !handed_over && !is_final(name, row.to) &&
            std::ranges::count(out, row.to) == 0) {
            out.push_back(row.to);
        }
    }
    return out;
}

} // namespace engine
