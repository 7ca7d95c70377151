#include "projections/projection.hpp"

#include "projections/settled.hpp"

namespace projections {

case_before before_event(const engine::case_state& state) {
    return {.exists = state.exists(),
            .at = state.at,
            .follows = state.follows,
            .procedure = state.procedure,
            .received_by = state.received_by,
            .in_progress = in_progress(state),
            .expected = state.appointment_at.has_value(),
            .decided = state.issued_at.has_value(),
            .performed = state.performed.has_value(),
            .enforcement = enforced_of(state)};
}

void projection::rows(const engine::case_state&, row_sink&) const {}
void projection::apply(const engine::placed_event&, const case_before&, const engine::case_state&,
                       event_sink&) const {}

} // namespace projections
