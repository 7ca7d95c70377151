#include "connectors/api/explained_view.hpp"
#include "connectors/api/law_routes.hpp"
#include "connectors/api/parameters.hpp"
#include "connectors/api/party_periods.hpp"
#include "connectors/api/period_history.hpp"
#include "connectors/publish_rules.hpp"
#include "engine/derivation.hpp"
#include "events/fault.hpp"

#include <fmt/format.h>

#include <map>

namespace connectors::api {
namespace {

/// Calendars by the rule set that a step was judged by.
class calendars_in_time {
public:
    explicit calendars_in_time(call& of) : of_(of) {}

    /// Null when that rule set is not to be had any more.
    const engine::calendar* of_rules(const events::rules_id& rules) {
        if (rules == of_.on.rules.id) {
            return &of_.on.rules.calendar;
        }
        const auto known = found_.find(rules);
        const auto& entry = known == found_.end() ? found_[rules] = read(rules) : known->second;
        return entry ? &*entry : nullptr;
    }

private:
    [[nodiscard]] std::optional<engine::calendar> read(const events::rules_id& rules) const {
        const auto files = published_files(of_.view(), of_.on.log, of_.on.documents, rules);
        if (!files) {
            return std::nullopt;
        }
        for (const auto& [path, text] : *files) {
            if (path.starts_with("calendars/")) {
                return engine::read_calendar(text, path);
            }
        }
        return std::nullopt;
    }

    call& of_;
    std::map<events::rules_id, std::optional<engine::calendar>> found_;
};

/// The row that the period runs by: of those that fit the one whose source the event stated, since
/// the day may be read otherwise by now; else the one of that day. Null where there is none.
const engine::deadline_rule* row_of(const engine::procedure& procedure, const engine::deadline& one,
                                    const engine::law_days& days) {
    const engine::deadline_rule* by_source = nullptr;
    const engine::deadline_rule* by_day = nullptr;
    for (const auto& row : procedure.deadlines) {
        // Rows of one id differ in length where they differ in conditions that held then.
        if (row.id != one.id || row.length.amount != one.amount ||
            events::name_of(row.length.unit) != one.unit) {
            continue;
        }
        const bool in_force = row.in_force.holds(days);
        if (in_force && by_day == nullptr) {
            by_day = &row;
        }
        // Of several of one source the one in force.
        if (row.from.source == one.source &&
            (by_source == nullptr || (in_force && !by_source->in_force.holds(days)))) {
            by_source = &row;
        }
    }
    return by_source != nullptr ? by_source : by_day;
}

std::optional<rule_of_period> rule_of_row(const call& of, const engine::case_state& state,
                                          const engine::deadline& one) {
    const auto* procedure = of.on.rules.find(state.procedure);
    if (procedure == nullptr) {
        return std::nullopt;
    }
    const auto* row = row_of(*procedure, one, state.law_at(one.since));
    if (row == nullptr) {
        return std::nullopt;
    }
    rule_of_period out;
    const bool own = row < procedure->deadlines.data() + procedure->own_deadlines;
    out.file = own ? "procedures/" + procedure->id + ".json" : procedure->shares;
    out.pointer = fmt::format("/deadlines/{}", row->place);
    out.source = row->from.source;
    out.tag = row->from.tag;
    if (!row->note.empty()) {
        out.note = row->note;
    }
    out.valid_from = row->in_force.from;
    out.valid_to = row->in_force.to;
    out.starts_on = row->starts_on;
    out.met_by = row->met_by;
    return out;
}

std::vector<explained_day> explained_days(const engine::calendar& calendar,
                                          const std::vector<engine::counted_day>& counted) {
    std::vector<explained_day> out;
    for (const auto& day : counted) {
        const auto name = calendar.special_name(day.day);
        out.push_back({day.day, day.counts, day.why,
                       name.empty() ? std::nullopt : std::optional<std::string>{name}});
    }
    return out;
}

void count_period(const engine::calendar& calendar, const engine::deadline& one,
                  explained_deadline& into) {
    const auto made = engine::derive(calendar, one);
    if (!made) {
        return; // the calendar does not reach so far; the stated instant stands alone
    }
    into.days = explained_days(calendar, made->counted.days);
    if (made->prolonged) {
        into.prolonged_days = explained_days(calendar, made->prolonged->days);
    }
    into.counted_due = made->due;
    // Before late_from() the very minute in which the office opens was stated.
    into.agrees = made->due ? *made->due == one.due || made->counted.at == one.due : one.paused();
}

http_response explain_deadlines(call& of) {
    const auto state = case_of(of, engine::action::read_case);
    const auto* wanted = of.query("deadline");
    const auto history = period_history_of(of, state);
    calendars_in_time calendars{of};
    explained_case out{state.id,
                       state.shown_code(),
                       state.received_at,
                       state.accepted_at,
                       state.promised_at,
                       {},
                       periods_of_parties(of, state)};
    for (std::size_t i = 0; i < state.deadlines.size(); ++i) {
        const auto& one = state.deadlines[i];
        if (wanted != nullptr && !wanted->empty() && one.id != *wanted) {
            continue;
        }
        const auto& told = history.all().at(i);
        explained_deadline item;
        item.period = view_of(of, state, one);
        item.rule = rule_of_row(of, state, one);
        item.steps = told.steps;
        item.calendar = told.calendar;
        const auto* then = calendars.of_rules(told.counted_by);
        item.calendar_found = then != nullptr;
        const auto& calendar = then == nullptr ? of.on.rules.calendar : *then;
        item.calendar_in_use = calendar.version() == of.on.rules.calendar.version();
        count_period(calendar, one, item);
        out.items.push_back(std::move(item));
    }
    if (wanted != nullptr && !wanted->empty()) {
        std::erase_if(out.for_parties, [&](const party_period& one) { return one.id != *wanted; });
    }
    return json_answer(out);
}

} // namespace

void add_explained_deadlines(operations& into, service&) {
    into.push_back(
        {.line = "GET /v1/cases/{code}/deadlines",
         .id = "explain_deadlines",
         .group = "cases",
         .about =
             "Why each period of a case ends when it does: the rule and its source, the step "
             "that began it, every pause, extension and move, the calendar, and every day "
             "that was counted or skipped and why. `agrees` says whether the count made here "
             "gives what the events stated. What was promised on the slip is a clock of its "
             "own and stands beside them. `for_parties` are periods that run for a party, such as "
             "those ten days to comply: nobody at the office owes them.",
         .parameters = {text_parameter("deadline", "Only periods of this id.")},
         .answers = {{200, "The derivations.", json_body<explained_case>("explained_case")}},
         .problems = {"case_unknown"},
         .serve = answering(explain_deadlines),
         .options = {.where = run_on::workers}});
}

} // namespace connectors::api
