#include "projections/notes.hpp"

#include "projections/schema_text.hpp"

namespace projections {

namespace {

/// The result was on its way, or ready and not fetched, when it had been promised: nothing is late
/// however long the person takes.
bool was_offered_in_time(const engine::case_state& state) {
    return state.offered_at && state.promised_at &&
           events::office_date(*state.offered_at) <= events::office_date(*state.promised_at);
}

} // namespace

standing_note standing_of(const engine::case_state& state) {
    standing_note out{.received = state.received_at, .promised = state.promised_at, .periods = {}};
    if (was_offered_in_time(state)) {
        out.promised.reset();
        return out;
    }
    if (out.promised) {
        return out;
    }
    for (const auto& one : state.deadlines) {
        if (!one.paused() && !one.lapsed) {
            out.periods.push_back({one.id, one.due, one.met});
        }
    }
    return out;
}

refusal_note refusal_of(const engine::case_state& state, const events::event& what) {
    return {.received = state.law_of(), .grounds = what.common.grounds};
}

return_note return_of(const engine::case_state& state) {
    return {.received = state.received_at ? std::optional{events::office_date(*state.received_at)}
                                          : std::nullopt};
}

performance_note performance_of(const events::event& what) {
    const auto* recorded = std::get_if<events::performance_recorded>(&what.detail);
    return {recorded == nullptr ? 0 : recorded->amount.value_or(0)};
}

std::string notes_schema() {
    return "standing " + schema_text<standing_note>() + " refusal " + schema_text<refusal_note>() +
           " return " + schema_text<return_note>() + " performance " +
           schema_text<performance_note>() + " stop " + schema_text<stop_note>() + " common " +
           schema_text<common_note>();
}

} // namespace projections
