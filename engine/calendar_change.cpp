#include "engine/calendar_change.hpp"

namespace engine {

calendar_change change_by(const calendar& other, const case_state& state, events::instant now) {
    calendar_change out;
    for (const auto& one : state.deadlines) {
        if (!one.open() || one.paused()) {
            continue;
        }
        ++out.running;
        const auto due = derived_due(other, one);
        if (!due) {
            ++out.not_covered;
        } else if (*due != one.due) {
            out.periods.push_back({one.id, one.due, *due, one.due <= now, *due <= now, one.set_by});
        }
    }
    return out;
}

} // namespace engine
