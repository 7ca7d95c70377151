#include "projections/enforced.hpp"

#include "engine/finality.hpp"

namespace projections {

enforced enforced_of(const engine::case_state& state) {
    enforced out;
    out.is_to_be = state.issued_at && state.follows == events::lifecycle::dossier &&
                   state.proposal != events::decision_outcome::refuse &&
                   state.performed != events::performance::whole &&
                   !engine::is_final(state.follows, state.at);
    if (out.is_to_be && state.at == events::status::suspended) {
        out.ground = state.status_ground;
    }
    return out;
}

} // namespace projections
