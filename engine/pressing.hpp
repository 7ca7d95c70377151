#pragma once

#include "engine/case_state.hpp"
#include "engine/commands/press_lower_agency.hpp"
#include "engine/rule_set.hpp"

#include <cstdint>
#include <string_view>

/// The agency above presses the one that is late with a petition: with a complaint by Nghị định
/// 62/2015/NĐ-CP Điều 38.2, from 01/07/2026 with either by Nghị định 152/2026/NĐ-CP
/// Điều 74.1, 76.2.
namespace engine {

/// Whether a step of this name is taken by the agency above the office of the case, by the law of
/// the day on which it is, and by nobody of that office (decision 0058).
[[nodiscard]] constexpr bool is_of_agency_above(std::string_view command) {
    return command == press_lower_agency::name;
}

/// How a step of a petition stands for whom presses.
enum class pressed_step : std::uint8_t {
    late,       ///< its days are over
    unmeasured, ///< it is owed, and no days of it run: who presses judges, and says why
    in_time,    ///< or not owed at all
};

/// An excuse that the office recorded for itself is no answer to the agency above.
[[nodiscard]] pressed_step standing_of_step(const rule_set& rules, const case_state& state,
                                            std::string_view deadline_id, events::instant at);

/// Whether there is any step that may be pressed for.
[[nodiscard]] bool may_be_pressed(const rule_set& rules, const case_state& state,
                                  events::instant at);

/// By which law of that day the agency above presses, whenever the petition was received: what
/// follows goes by the new decree (Điều 115.1). Null when none has it press.
[[nodiscard]] const ground* law_of_pressing(const rule_set& rules, std::string_view procedure,
                                            events::local_date on);
[[nodiscard]] bool law_has_pressing(const rule_set& rules, const case_state& state,
                                    events::instant at);

/// Above the one that is in charge of an office's cases on that day; null where the rules know
/// none, as above the agency of a province.
[[nodiscard]] const office* agency_above(const rule_set& rules, const events::office_code& of,
                                         events::local_date on);

} // namespace engine
