#include "projections/settled.hpp"

#include "engine/finality.hpp"

namespace projections {

bool in_progress(const engine::case_state& state) {
    if (!state.received_at || engine::is_final(state.follows, state.at)) {
        return false;
    }
    switch (state.at) {
    case events::status::solved_at_once:
    case events::status::returned:
    case events::status::resolution_sent:
    case events::status::resolution_published:
    case events::status::conclusion_sent:
    case events::status::conclusion_published:
    case events::status::handled:
        return false; // the person has the outcome; what follows is the office's own affair
    default:
        return true;
    }
}

} // namespace projections
