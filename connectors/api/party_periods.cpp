#include "connectors/api/party_periods.hpp"

#include "connectors/api/step_view.hpp"
#include "engine/law.hpp"

namespace connectors::api {
namespace {

/// A day without a time of day begins when the office opens.
constexpr std::chrono::hours opening_of_a_day{8};

/// What an event says happened that a period of a party may begin with, and when.
std::vector<std::pair<engine::fact, events::instant>> facts_for_parties(const events::event& what,
                                                                        bool of_the_decision) {
    const auto at = what.about.time;
    if (const auto* told = std::get_if<events::party_notified>(&what.detail)) {
        const auto valid = events::at_office(told->valid_on, opening_of_a_day);
        if (told->what == events::notified_matter::conclusion) {
            return {{engine::fact::conclusion_received, valid}};
        }
        std::vector<std::pair<engine::fact, events::instant>> out;
        if (of_the_decision) {
            out.emplace_back(engine::fact::valid_notification, valid);
        }
        if (told->way == "posting") {
            out.emplace_back(engine::fact::posting_start, valid);
        }
        return out;
    }
    if (std::holds_alternative<events::case_terminated>(what.detail)) {
        return {{engine::fact::termination_notified, at}};
    }
    return {};
}

/// Whether what the parties are told next is the decision to enforce: after a step that stops, ends
/// or goes on with it they are told of that, which gives nobody days to comply.
bool is_told_as_the_decision(const events::event& what, bool before) {
    using namespace events;
    if (std::holds_alternative<decision_issued>(what.detail)) {
        return true;
    }
    const bool other = std::holds_alternative<case_suspended>(what.detail) ||
                       std::holds_alternative<case_resumed>(what.detail) ||
                       std::holds_alternative<case_terminated>(what.detail) ||
                       std::holds_alternative<referred_elsewhere>(what.detail);
    return before && !other;
}

} // namespace

std::vector<party_period> periods_of_parties(call& of, const engine::case_state& state) {
    std::vector<party_period> out;
    const auto* procedure = of.on.rules.find(state.procedure);
    if (procedure == nullptr) {
        return out;
    }
    const auto received = state.law_of();
    const auto& calendar = of.on.rules.calendar;
    bool of_the_decision = true;
    for (const auto& entry : whole_timeline(of.view(), state.id)) {
        const auto step = projections::event_at(of.on.log, entry.place);
        of_the_decision = is_told_as_the_decision(step, of_the_decision);
        for (const auto& [what, since] : facts_for_parties(step, of_the_decision)) {
            for (const auto* row : engine::deadlines_started_by(*procedure, what, received,
                                                                engine::law::known_of(state))) {
                if (row->kind != engine::deadline_kind::period) {
                    continue;
                }
                party_period one{row->id,
                                 row->name.vi,
                                 step.about.sequence,
                                 since,
                                 row->length.amount,
                                 row->length.unit,
                                 {},
                                 {},
                                 row->from.source,
                                 row->from.tag};
                if (const auto due = engine::due_at(calendar, since, row->length)) {
                    one.due = *due;
                    one.last_day = engine::last_day_of(*due);
                }
                out.push_back(std::move(one));
            }
        }
    }
    return out;
}

} // namespace connectors::api
