#pragma once

#include "engine/decision.hpp"

#include <string_view>
#include <utility>
#include <vector>

namespace engine {

/// What a step states, before the common facts are added: its own part, the numbers that it takes,
/// and the names of the facts that start and meet periods (closed list in schemas/procedures).
struct recorded {
    events::payload detail;
    std::vector<events::number_claim> numbers;
    std::vector<fact> establishes;
};

/// What a step states that takes no number.
template <class Event> [[nodiscard]] recorded plain(Event event, std::vector<fact> facts = {}) {
    return {events::payload{std::in_place_type<Event>, std::move(event)}, {}, std::move(facts)};
}

/// Everything that a record function may look at.
struct step_input {
    const case_state& state;
    const command& whole;
    const decision_context& context;
    events::instant at; ///< when it happened
};

/// One overload a command, by subject. Pure; called after the lifecycle table has accepted the
/// step. Each answers an empty record (unknown_event) for a command that is not its own.
[[nodiscard]] decided<recorded> record_support(const step_input& step);
[[nodiscard]] decided<recorded> record_dossier(const step_input& step);
[[nodiscard]] decided<recorded> record_enforcement(const step_input& step);
[[nodiscard]] decided<recorded> record_petition(const step_input& step);
/// Alerts, periods, and the streams that are no cases: rules, grants, erasures, papers of offices.
[[nodiscard]] decided<recorded> record_watch(const step_input& step);

} // namespace engine
