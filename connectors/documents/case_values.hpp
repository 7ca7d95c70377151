#pragma once

#include "engine/case_state.hpp"
#include "engine/forms/form.hpp"
#include "engine/forms/form_values.hpp"
#include "engine/rule_set.hpp"
#include "events/event.hpp"

#include <cstdint>
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
    const engine::form& form;
    const engine::rule_set& rules;
    const engine::case_state& state;
    const events::event& step;
    std::optional<events::instant> promised_before; ///< before the step
    std::vector<events::event> hand_overs;          ///< oldest first
    slip_person person;
    slip_person respondent;     ///< complained about, or denounced
    std::string note;           ///< free text of the step; of letters to the petitioner
    std::string words{};        ///< what the step says in words where the log has a code
    std::string number;         ///< of a letter, as printed
    std::string docket_number;  ///< where the petition was docketed
    std::string common_codes{}; ///< of the cases that share what the step issued
    std::vector<engine::common_line> complaints{}; ///< that its notice lists
    std::optional<events::event> found;      ///< the resolution or conclusion that the step sends
    std::string phone;                       ///< of the office, on the day of the document
    std::optional<events::local_date> dated; ///< of a letter; a slip has the day of its step
    std::function<std::string(const events::officer_id&)> officer_name; ///< empty when not known
};

/// What the case says for a form. What nobody recorded stays empty, to be filled in by hand.
[[nodiscard]] engine::form_values values_of(const slip_source& from);

/// A period's length in the law's words: 05 ngày làm việc.
[[nodiscard]] std::string length_text(std::int64_t amount, std::string_view unit);

/// Vietnamese capitals.
[[nodiscard]] std::string in_capitals(std::string_view text);

} // namespace connectors
