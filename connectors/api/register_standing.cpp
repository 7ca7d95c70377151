#include "connectors/api/register_standing.hpp"

#include "connectors/api/step_view.hpp"
#include "projections/settled.hpp"

#include <algorithm>
#include <ranges>

namespace connectors::api {
namespace {

std::optional<events::instant> newest(const std::vector<projections::timeline_entry>& steps,
                                      std::string_view type) {
    for (const auto& step : std::views::reverse(steps)) {
        if (step.type == type) {
            return step.time;
        }
    }
    return std::nullopt;
}

/// Of a case that is settled, though no result was returned.
register_standing ended_as(events::status at) {
    if (at == events::status::withdrawn) {
        return register_standing::withdrawn;
    }
    return at == events::status::referred_elsewhere ? register_standing::referred_elsewhere
                                                    : register_standing::terminated;
}

/// When the decision was withdrawn after its result had been returned; empty when it was not.
std::optional<events::instant> taken_back_at(const std::vector<projections::timeline_entry>& steps,
                                             const std::optional<events::instant>& returned_at) {
    const auto withdrawn = newest(steps, events::decision_withdrawn::name);
    return returned_at && withdrawn && *withdrawn >= *returned_at ? withdrawn : std::nullopt;
}

} // namespace

line_standing standing_of(call& of, const projections::register_line& row) {
    line_standing out;
    const auto state = projections::find_case(of.view(), row.matter.id);
    if (!state) {
        return out;
    }
    const auto steps = whole_timeline(of.view(), state->id);
    if (!state->accepted_at) { // in the register without a slip
        out.how = register_standing::solved_at_once;
        out.returned_at = newest(steps, events::solved_at_once::name);
        out.entered_at = out.returned_at;
        return out;
    }
    out.entered_at = state->accepted_at;
    out.taken_back_at = taken_back_at(steps, state->returned_at);
    (out.taken_back_at ? out.returned_before : out.returned_at) = state->returned_at;
    if (projections::in_progress(*state)) {
        return out;
    }
    if (out.returned_at) {
        out.how = register_standing::returned;
    } else {
        out.how = ended_as(state->at);
        out.ended_at = state->ended_at;
    }
    return out;
}

} // namespace connectors::api
