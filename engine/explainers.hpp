#pragma once

#include "engine/case_state.hpp"

#include <optional>
#include <string_view>

/// Who was asked to explain what is complained about, and has not explained yet.
namespace engine {

/// Of whom a request asks, in the words of its event: `lower_agency`, or the officer.
[[nodiscard]] inline events::explainer asked_of(std::string_view from) {
    return from == events::name_of(events::explainer::lower_agency)
               ? events::explainer::lower_agency
               : events::explainer::enforcement_officer;
}

/// When they were asked; empty where they were not, or have explained.
[[nodiscard]] inline std::optional<events::instant> asked_at(const case_state& state,
                                                             events::explainer who) {
    return who == events::explainer::lower_agency ? state.lower_agency_asked_at
                                                  : state.officer_asked_at;
}

[[nodiscard]] inline bool all_are_asked(const case_state& state) {
    return state.officer_asked_at && state.lower_agency_asked_at;
}

[[nodiscard]] inline bool anybody_is_asked(const case_state& state) {
    return state.officer_asked_at || state.lower_agency_asked_at;
}

/// Whose a receipt or an explanation is: as it is said, or of the one who was asked. Empty where
/// nobody was, or where both were and it is not said.
[[nodiscard]] inline std::optional<events::explainer>
whose_explanation(const case_state& state, std::optional<events::explainer> said) {
    if (said || all_are_asked(state) || !anybody_is_asked(state)) {
        return said;
    }
    return state.officer_asked_at ? events::explainer::enforcement_officer
                                  : events::explainer::lower_agency;
}

} // namespace engine
