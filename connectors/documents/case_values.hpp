#pragma once

#include "engine/case_state.hpp"
#include "engine/forms/form_values.hpp"
#include "engine/rule_set.hpp"
#include "events/event.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectors {

/// The person of a case, opened by somebody who may see them; empty where nothing is known.
struct slip_person {
    std::string name;
    std::string identity;
    std::string address;
    std::string phone;
    std::string email;
};

/// What a slip is about: a step of a case, and the case as that step left it. Later steps change
/// nothing in it, but for the control slip, which lists the hand-overs so far.
struct slip_source {
    const engine::rule_set& rules;
    const engine::case_state& state;
    const events::event& step;
    std::optional<events::instant> promised_before; ///< before the step
    std::vector<events::event> hand_overs;          ///< oldest first
    slip_person person;
    std::string note;                                                   ///< free text of the step
    std::function<std::string(const events::officer_id&)> officer_name; ///< empty when not known
};

/// The form that is printed for events of this type, its id; empty when there is none.
[[nodiscard]] std::string_view form_of_event(std::string_view event_type);
/// The event type for which the form is printed; empty for a form that no event calls for.
[[nodiscard]] std::string_view event_of_form(std::string_view form_id);

/// What the case says for a form. What nobody recorded stays empty, to be filled in by hand.
[[nodiscard]] engine::form_values values_of(const slip_source& from);

/// Vietnamese capitals.
[[nodiscard]] std::string in_capitals(std::string_view text);

} // namespace connectors
