#include "connectors/api/issued_decisions.hpp"

#include "connectors/api/step_view.hpp"

#include <algorithm>

namespace connectors::api {
namespace {

/// What a case whose decision was never withdrawn says of it in its state: nearly every case, and
/// without a look into the log.
issued_decision only_decision(const engine::case_state& state,
                              const projections::timeline_entry& issued) {
    return {issued.sequence, state.decision_number, state.proposal, {}, 0};
}

} // namespace

std::string document_number_of(const events::event& what) {
    if (const auto* issued = std::get_if<events::decision_issued>(&what.detail);
        issued != nullptr && issued->number) {
        return *issued->number; // taken in another case, for this one too
    }
    const auto& all = what.common.numbers;
    const auto claim = std::ranges::find_if(
        all, [](const auto& one) { return one.counter.starts_with("document/"); });
    return claim == all.end() ? std::string{} : claim->text;
}

std::vector<issued_decision> issued_decisions(call& of, const engine::case_state& state) {
    std::vector<issued_decision> out;
    if (state.decision_number.empty()) {
        return out;
    }
    const auto steps = whole_timeline(of.view(), state.id);
    const bool once = std::ranges::count(steps, events::decision_withdrawn::name,
                                         &projections::timeline_entry::type) == 0;
    std::optional<events::decision_outcome> outcome;
    for (const auto& step : steps) {
        if (step.type == events::decision_issued::name) {
            out.push_back(once ? only_decision(state, step)
                               : issued_decision{step.sequence,
                                                 document_number_of(
                                                     projections::event_at(of.on.log, step.place)),
                                                 outcome,
                                                 {},
                                                 0});
        } else if (step.type == events::decision_signed::name && !once) {
            const auto said = projections::event_at(of.on.log, step.place);
            if (const auto* hand = std::get_if<events::decision_signed>(&said.detail)) {
                outcome = hand->outcome;
            }
        } else if (step.type == events::decision_withdrawn::name && !out.empty()) {
            out.back().withdrawn_on = events::office_date(step.time);
            out.back().withdrawn_by = step.sequence;
        }
    }
    return out;
}

} // namespace connectors::api
