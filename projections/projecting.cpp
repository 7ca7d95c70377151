#include "projections/projecting.hpp"

#include "projections/cases.hpp"
#include "projections/catalogue.hpp"
#include "projections/key.hpp"

namespace projections {

void project(const engine::placed_event& event, const case_before& before,
             const engine::case_state& after, row_batch& rows, counter_cache& counters) {
    for (const auto& claim : event.what.common.numbers) {
        counters.set(table::numbers, key{}.text(claim.counter), claim.value);
    }
    change_sink into{rows, counters};
    for (const auto* one : catalogue()) {
        one->apply(event, before, after, into);
    }
}

bool opens_case(const case_before& before, const engine::case_state& after) {
    return before.at == events::status::none && is_case(after);
}

} // namespace projections
