#include "engine/deadline_math.hpp"
#include "engine/law.hpp"

#include <algorithm>

/// What the law says of an appointment for the result: until when, and at which hours.
namespace engine::law {
namespace {

/// The last moment of office hours in which a step is in time.
events::instant closing_before(const rule_set& rules, events::instant due) {
    return std::min(events::at_office(last_day_of(due), rules.calendar.afternoon().end), due);
}

/// From where the days to decide are counted.
enum class counted { as_it_runs, from_completeness };

answer<events::instant> due_from(const rule_set& rules, const deadline& running,
                                 events::instant since) {
    const auto unit = events::enum_of<time_unit>(running.unit).value_or(time_unit::calendar_days);
    return due_at(rules.calendar, since, {running.amount, unit});
}

/// The earliest end of the periods that the decision meets: of those that run, and of those that
/// begin with completeness.
std::optional<events::instant> decision_due(const rule_set& rules, const case_state& state,
                                            events::instant complete_at, counted how) {
    std::optional<events::instant> earliest;
    const auto consider = [&](const std::string& id, const answer<events::instant>& due) {
        if (due && (meets(rules, state.procedure, id, fact::decided) ||
                    meets(rules, state.procedure, id, fact::document_issued))) {
            earliest = std::min(earliest.value_or(*due), *due);
        }
    };
    for (const auto& one : state.deadlines) {
        if (one.open()) {
            consider(one.id,
                     how == counted::as_it_runs ? one.due : due_from(rules, one, complete_at));
        }
    }
    const auto begins = periods_begun(rules, {.procedure = state.procedure,
                                              .what = fact::dossier_complete,
                                              .at = complete_at,
                                              .days = days_of(state, complete_at),
                                              .known = known_of(state),
                                              .received_at = state.received_at});
    if (begins) {
        for (const auto& one : *begins) {
            consider(one.id, one.due);
        }
    }
    return earliest;
}

} // namespace

bool is_office_hour(const rule_set& rules, events::instant at) {
    const auto works = rules.calendar.is_working_day(events::office_date(at));
    const auto time = events::office_time_of_day(at);
    const auto within = [&](const office_session& session) {
        return time >= session.start && time < session.end;
    };
    return works.value_or(false) &&
           (within(rules.calendar.morning()) || within(rules.calendar.afternoon()));
}

bool may_be_promised(const rule_set& rules, events::instant at) {
    return is_office_hour(rules, at) || is_office_hour(rules, at - std::chrono::seconds{1});
}

std::optional<events::instant> promise_limit(const rule_set& rules, const case_state& state,
                                             events::instant complete_at) {
    const auto by_law = decision_due(rules, state, complete_at, counted::as_it_runs);
    return by_law && state.supplements == 0 && closing_before(rules, *by_law) > complete_at
               ? by_law
               : decision_due(rules, state, complete_at, counted::from_completeness);
}

std::optional<events::instant> default_promise(const rule_set& rules, const case_state& state,
                                               events::instant complete_at) {
    const auto limit = promise_limit(rules, state, complete_at);
    return limit ? std::optional{closing_before(rules, *limit)} : std::nullopt;
}

} // namespace engine::law
