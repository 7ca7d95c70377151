#include "engine/evolve_periods.hpp"

#include <algorithm>

namespace engine {

deadline* find_open(case_state& state, std::string_view id) {
    const auto found =
        std::find_if(state.deadlines.begin(), state.deadlines.end(),
                     [&](const deadline& one) { return one.open() && one.id == id; });
    return found == state.deadlines.end() ? nullptr : &*found;
}

void resolve_alerts(case_state& state, std::string_view deadline_id) {
    for (auto& one : state.alerts) {
        if (one.deadline == deadline_id) {
            one.state = alert_status::resolved;
        }
    }
}

alert* find_alert(case_state& state, std::string_view deadline_id, std::string_view rung) {
    const auto found =
        std::find_if(state.alerts.begin(), state.alerts.end(), [&](const alert& one) {
            return one.deadline == deadline_id && one.rung == rung;
        });
    return found == state.alerts.end() ? nullptr : &*found;
}

void answer_lower_rungs(case_state& state, std::string_view deadline_id, std::string_view rung) {
    for (auto& one : state.alerts) {
        if (one.deadline == deadline_id && one.rung != rung && one.rung != rung_pressed &&
            one.state == alert_status::raised) {
            one.state = alert_status::resolved;
        }
    }
}

void answer_pressing(case_state& state) {
    for (auto& one : state.alerts) {
        if (one.rung == rung_pressed && find_open(state, one.deadline) == nullptr) {
            one.state = alert_status::resolved;
        }
    }
}

void start_deadlines(case_state& state, const events::facts& facts) {
    for (const auto& started : facts.deadlines_started) {
        // The alerts of an earlier run of the same step are over; the new run has its own.
        std::erase_if(state.alerts, [&](const alert& one) { return one.deadline == started.id; });
        state.deadlines.push_back(deadline{.id = started.id,
                                           .since = started.since,
                                           .due = started.due,
                                           .amount = started.amount,
                                           .unit = started.unit,
                                           .act_by = started.act_by,
                                           .source = started.source,
                                           .met = {},
                                           .lapsed = false,
                                           .excused = false,
                                           .extended_days = 0,
                                           .extended_unit = {},
                                           .extended_from_start = false,
                                           .set_by = state.version,
                                           .pauses = {}});
    }
}

void move_deadlines(case_state& state, const events::facts& facts, events::instant at) {
    for (const auto& moved : facts.deadlines_moved) {
        auto* one = find_open(state, moved.id);
        if (one == nullptr) {
            continue;
        }
        if (one->due != moved.due) { // what was raised for this very instant stays
            // And what the agency above pressed for: more days are no result (decision 0058).
            std::erase_if(state.alerts, [&](const alert& a) {
                return a.deadline == moved.id && a.rung != rung_pressed;
            });
        }
        one->due = moved.due;
        one->set_by = state.version;
        if (one->paused()) {
            one->pauses.back().to = at;
        }
    }
}

void end_deadlines(case_state& state, const events::facts& facts, events::instant at) {
    for (const auto& id : facts.deadlines_met) {
        if (auto* one = find_open(state, id)) {
            one->met = at;
            resolve_alerts(state, id);
        }
    }
    for (const auto& id : facts.deadlines_lapsed) {
        if (auto* one = find_open(state, id)) {
            one->lapsed = true;
            resolve_alerts(state, id);
        }
    }
    for (const auto& id : facts.deadlines_paused) {
        if (auto* one = find_open(state, id)) {
            one->pauses.push_back(pause_span{.from = at, .to = {}});
        }
    }
}

} // namespace engine
