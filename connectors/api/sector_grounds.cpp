#include "connectors/api/sector_grounds.hpp"

#include "connectors/api/step_view.hpp"

namespace connectors::api {

const engine::ground* add_ground(call& of, const engine::case_state& state,
                                 const events::event& step, book_line& into) {
    if (step.common.grounds.empty()) {
        return nullptr;
    }
    into.ground = step.common.grounds.front();
    const auto* procedure = of.on.rules.find(state.procedure);
    const auto* known = procedure == nullptr ? nullptr
                                             : engine::find_ground(*procedure, *into.ground,
                                                                   state.law_at(step.about.time));
    if (known != nullptr) {
        into.ground_text = known->text;
    }
    return known;
}

std::optional<events::event> draft_of_line(call& of, const engine::register_rule& what,
                                           sector_entry& entry) {
    const auto* own = what.ground_title.empty() ? nullptr : decision_of_line(what, entry);
    if (own == nullptr) {
        return std::nullopt;
    }
    std::optional<engine::log_position> draft;
    for (const auto& step : whole_timeline(of.view(), entry.row().matter.id)) {
        if (step.type == events::draft_submitted::name && step.sequence < own->sequence) {
            draft = step.place; // the newest before the decision: those before it were returned
        }
    }
    return draft ? std::optional{projections::event_at(of.on.log, *draft)} : std::nullopt;
}

} // namespace connectors::api
