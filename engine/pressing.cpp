#include "engine/pressing.hpp"

#include "engine/law.hpp"

#include <algorithm>

namespace engine {
namespace {

bool ends_a_petition(fact what) {
    return what == fact::decided || what == fact::resolved || what == fact::concluded ||
           what == fact::terminated;
}

/// Whether the step is the next that the petition waits for: to take it up, or, once that is done,
/// to resolve it. What else is owed begins with steps of its own, which no law without days names.
bool is_waited_for(const deadline_rule& row, const case_state& state) {
    if (!state.docketed_at) {
        return (row.starts_on == fact::petition_received ||
                row.starts_on == fact::repeat_received) &&
               !row.when.contains("competence") && !row.when.contains("ground");
    }
    return row.starts_on == fact::docketed && std::ranges::all_of(row.met_by, ends_a_petition);
}

/// By a period of another name, as of a repeat denunciation.
bool is_measured_otherwise(const rule_set& rules, const case_state& state,
                           const deadline_rule& row) {
    return std::ranges::any_of(row.met_by,
                               [&](fact what) { return law::awaits(rules, state, what); });
}

bool is_unmeasured(const rule_set& rules, const case_state& state, const deadline_rule& row) {
    return row.kind == deadline_kind::duty && is_waited_for(row, state) &&
           !is_measured_otherwise(rules, state, row);
}

} // namespace

pressed_step standing_of_step(const rule_set& rules, const case_state& state,
                              std::string_view deadline_id, events::instant at) {
    if (const auto* open = state.open_deadline(deadline_id)) {
        return !open->paused() && open->due <= at ? pressed_step::late : pressed_step::in_time;
    }
    const auto* known = rules.find(state.procedure);
    const bool owed =
        known != nullptr && std::ranges::any_of(known->deadlines, [&](const deadline_rule& row) {
            return row.id == deadline_id && is_unmeasured(rules, state, row);
        });
    return owed ? pressed_step::unmeasured : pressed_step::in_time;
}

bool may_be_pressed(const rule_set& rules, const case_state& state, events::instant at) {
    const auto* known = rules.find(state.procedure);
    return known != nullptr && std::ranges::any_of(known->deadlines, [&](const deadline_rule& row) {
               return standing_of_step(rules, state, row.id, at) != pressed_step::in_time;
           });
}

const ground* law_of_pressing(const rule_set& rules, std::string_view procedure,
                              events::local_date on) {
    const auto* known = rules.find(procedure);
    if (known == nullptr) {
        return nullptr;
    }
    const auto all = grounds_on(*known, law_days{on});
    const auto found = std::ranges::find(all, outcome::pressed, &ground::leads_to);
    return found == all.end() ? nullptr : *found;
}

bool law_has_pressing(const rule_set& rules, const case_state& state, events::instant at) {
    return law_of_pressing(rules, state.procedure, events::office_date(at)) != nullptr;
}

const office* agency_above(const rule_set& rules, const events::office_code& of,
                           events::local_date on) {
    const auto* here = rules.office_in_charge(of, on);
    return here == nullptr || here->parent.empty() ? nullptr
                                                   : rules.office_in_charge(here->parent, on);
}

} // namespace engine
