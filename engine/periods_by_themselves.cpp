#include "engine/periods_by_themselves.hpp"

#include "engine/law.hpp"

#include <algorithm>

namespace engine {
namespace {

struct ground_by_itself {
    const ground& one;
    std::optional<events::instant> came; ///< empty while a step is wanting
    bool counts_anew = false;            ///< it stands on another ground, of another length
};

/// What nothing has started, met or ended yet by this step itself.
void settle(events::facts& facts, const step_input& step, const ground_by_itself& what) {
    const auto& state = step.state;
    const auto days = state.law_at(step.at);
    auto known = law::known_of(state);
    known["ground"] = what.one.code;
    const auto* procedure = step.context.rules.find(state.procedure);
    std::vector<std::string> begins;
    for (const auto* row : deadlines_started_by(*procedure, fact::ground_found, days, known)) {
        const bool ended = std::ranges::count(facts.deadlines_met, row->id) > 0 ||
                           std::ranges::count(facts.deadlines_lapsed, row->id) > 0;
        const bool runs = state.open_deadline(row->id) != nullptr && !ended;
        if (runs && (!what.came || what.counts_anew)) {
            facts.deadlines_lapsed.push_back(row->id);
        }
        if (what.came && (!runs || what.counts_anew)) {
            begins.push_back(row->id);
        }
    }
    if (begins.empty()) {
        return;
    }
    const auto begun = law::periods_begun(step.context.rules, {.procedure = state.procedure,
                                                               .what = fact::ground_found,
                                                               .at = *what.came,
                                                               .days = days,
                                                               .known = known,
                                                               .received_at = state.received_at});
    if (!begun) {
        return; // no calendar reaches there yet: it begins with the paper that shows the ground
    }
    for (const auto& period : *begun) {
        if (std::ranges::count(begins, period.id) > 0) {
            std::erase_if(facts.deadlines_started,
                          [&](const auto& other) { return other.id == period.id; });
            facts.deadlines_started.push_back(period);
        }
    }
}

} // namespace

void add_periods_by_themselves(events::facts& facts, const step_input& step, const recorded& made,
                               events::status to) {
    const auto& state = step.state;
    auto stops = state.stops;
    note_step(stops, made.detail, facts, step.at,
              to == events::status::suspended && state.issued_at.has_value());
    if (stops == state.stops) {
        return;
    }
    const bool elsewhere = stops.grounds != state.stops.grounds;
    for (const auto* one : law::grounds_in(step.context.rules, state, step.at)) {
        if (!one->after.empty()) {
            settle(facts, step,
                   {*one, law::comes_true(step.context.rules, state, stops, *one, step.at),
                    elsewhere});
        }
    }
}

} // namespace engine
