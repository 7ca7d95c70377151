#include "engine/law.hpp"

#include "engine/deadline_math.hpp"
#include "engine/derivation.hpp"

#include <algorithm>

namespace engine::law {
namespace {

events::local_date received_on(const case_state& state, events::instant now) {
    return events::office_date(state.received_at.value_or(now));
}

events::deadline_started begun(const rule_set& rules, const deadline_rule& row, events::instant at,
                               events::instant due) {
    return {.id = row.id,
            .since = at,
            .due = due,
            .amount = row.length.amount,
            .unit = std::string{events::name_of(row.length.unit)},
            .act_by = row.act_by.value_or(events::role::head),
            .calendar = rules.calendar.version(),
            .source = row.from.source};
}

/// The last moment of office hours in which a step is in time.
events::instant closing_before(const rule_set& rules, events::instant due) {
    return std::min(events::at_office(last_day_of(due), rules.calendar.afternoon().end), due);
}

const deadline_rule* period_of(const rule_set& rules, const case_state& state,
                               std::string_view deadline_id) {
    const auto* known = rules.find(state.procedure);
    return known == nullptr
               ? nullptr
               : find_deadline(*known, deadline_id, state.law_by_now(), known_of(state));
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

law_days days_of(const case_state& state, events::instant now) {
    const auto days = state.law_at(now);
    return {received_on(state, now), days.of(judged_by::docketed), days.of(judged_by::step)};
}

bool knows_procedure(const rule_set& rules, std::string_view procedure) {
    return rules.find(procedure) != nullptr;
}

bool is_petition(const rule_set& rules, std::string_view procedure) {
    const auto* known = rules.find(procedure);
    return known != nullptr && (known->follows == events::lifecycle::complaint ||
                                known->follows == events::lifecycle::denunciation);
}

bool is_supported_by_mail(const rule_set& rules, const case_state& state, events::instant now) {
    const auto* known = rules.find(state.procedure);
    return known != nullptr &&
           email_mode_on(*known, received_on(state, now)) == email_mode::support;
}

bool takes_petition(const rule_set& rules, std::string_view procedure, events::channel by,
                    events::local_date on) {
    const auto* known = rules.find(procedure);
    const auto* doors = known == nullptr ? nullptr : channels_on(*known, on);
    const bool was_read =
        doors != nullptr &&
        std::ranges::any_of(doors->filing, [](const auto& one) { return one.on.adopted; });
    return by != events::channel::email && (!was_read || may_file(*known, by, on));
}

bool takes_filing(const rule_set& rules, std::string_view procedure, events::channel by,
                  events::local_date on) {
    const auto* known = rules.find(procedure);
    // What is not a request needs no one-stop unit: a court hands its judgment to the agency.
    return known != nullptr && by != events::channel::email && may_file(*known, by, on) &&
           (one_stop_on(*known, on) || known->receipt != fact::request_received);
}

fact receipt_of(const rule_set& rules, std::string_view procedure) {
    const auto* known = rules.find(procedure);
    return known == nullptr ? fact::request_received : known->receipt;
}

bool opens_enforcement_file(const procedure& what) {
    return std::ranges::any_of(what.deadlines, [](const deadline_rule& row) {
        return (row.met_by_bits & bit_of(fact::dossier_opened)) != 0;
    });
}

bool opens_enforcement_file(const rule_set& rules, std::string_view procedure) {
    const auto* known = rules.find(procedure);
    return known != nullptr && opens_enforcement_file(*known);
}

bool decides_to_enforce(const rule_set& rules, const case_state& state) {
    return state.proposal != events::decision_outcome::refuse &&
           opens_enforcement_file(rules, state.procedure);
}

bool may_be_solved_at_once(const procedure& what) {
    return !opens_enforcement_file(what) &&
           std::ranges::count(what.outcomes, outcome::solve_at_once, &outcome_name::word) > 0;
}

bool may_be_solved_at_once(const rule_set& rules, std::string_view procedure) {
    const auto* known = rules.find(procedure);
    return known != nullptr && may_be_solved_at_once(*known);
}

bool confirms_performance(const rule_set& rules, std::string_view procedure) {
    const auto* known = rules.find(procedure);
    return known != nullptr && known->confirms_performance;
}

const paper* missing_paper(const rule_set& rules, const case_state& state,
                           std::span<const std::string> papers, events::instant now,
                           const std::vector<std::string>& grounds, const circumstances& told) {
    const auto* known = rules.find(state.procedure);
    if (known == nullptr) {
        return nullptr;
    }
    const auto missing = [&](const circumstances& of_case) -> const paper* {
        for (const auto* one : papers_required(*known, days_of(state, now), of_case)) {
            if (std::ranges::count(papers, one->id) == 0) {
                return one;
            }
        }
        return nullptr;
    };
    auto of_case = known_of(state);
    of_case.insert(told.begin(), told.end());
    const auto* first = missing(of_case);
    for (auto one = grounds.begin(); first == nullptr && one != grounds.end(); ++one) {
        of_case["ground"] = *one;
        first = missing(of_case);
    }
    return first;
}

bool knows_period(const rule_set& rules, const case_state& state, std::string_view deadline_id) {
    return period_of(rules, state, deadline_id) != nullptr;
}

std::optional<events::instant> period_end(const rule_set& rules, const case_state& state,
                                          std::string_view deadline_id, events::local_date since) {
    const auto* row = period_of(rules, state, deadline_id);
    if (row == nullptr) {
        return std::nullopt;
    }
    const auto due =
        due_at(rules.calendar, events::at_office(since, std::chrono::hours{0}), row->length);
    return due ? std::optional{*due} : std::nullopt;
}

bool one_more_allowed(const rule_set& rules, const case_state& state, std::string_view limit_id,
                      std::int64_t so_far, events::instant now,
                      const std::vector<std::string>& grounds) {
    const auto* known = rules.find(state.procedure);
    if (known == nullptr) {
        return true;
    }
    const auto* limit = find_limit(*known, limit_id, received_on(state, now));
    return limit == nullptr || so_far < limit->amount ||
           (!limit->except_on.empty() && std::ranges::count(grounds, limit->except_on) > 0);
}

const extension* extension_for(const rule_set& rules, const case_state& state,
                               std::string_view deadline_id, std::int64_t days) {
    const auto* open = state.open_deadline(deadline_id);
    const auto* known = rules.find(state.procedure);
    if (open == nullptr || known == nullptr || days <= 0) {
        return nullptr;
    }
    const auto* row =
        find_deadline(*known, deadline_id, days_of(state, open->since), known_of(state));
    if (row == nullptr) {
        return nullptr;
    }
    const auto found = std::ranges::find_if(row->extensions, [&](const extension& one) {
        const auto most = one.mode == extension_mode::beyond_end
                              ? one.length.amount
                              : one.length.amount - row->length.amount;
        return days <= most - open->extended_days; // whatever number of days somebody asks for
    });
    return found == row->extensions.end() ? nullptr : &*found;
}

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

circumstances known_of(const case_state& state) {
    circumstances known;
    known["instance"] = events::name_of(state.level);
    if (state.kind) {
        known["complaint_kind"] = events::name_of(*state.kind);
    }
    return known;
}

answer<std::vector<events::deadline_started>> periods_begun(const rule_set& rules,
                                                            const period_question& question) {
    std::vector<events::deadline_started> out;
    const auto* known = rules.find(question.procedure);
    if (known == nullptr) {
        return out;
    }
    for (const auto* row :
         deadlines_started_by(*known, question.what, question.days, question.known)) {
        // A period that nothing meets is nobody's task, and an alternative ends with its twin.
        if (row->kind != deadline_kind::duty || !row->alternative_of.empty()) {
            continue;
        }
        const auto since =
            row->from_receipt ? question.received_at.value_or(question.at) : question.at;
        const auto due = due_at(rules.calendar, since, row->length);
        if (!due) {
            return tl::unexpected(due.error());
        }
        // Two versions meet where one ends by the day of receipt and the next but one begins by
        // that of docketing: the later one holds.
        std::erase_if(out, [&](const auto& earlier) { return earlier.id == row->id; });
        out.push_back(begun(rules, *row, since, late_from(rules.calendar, *due, row->length)));
    }
    return out;
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

bool stands_still(const rule_set& rules, const case_state& state, const deadline& period) {
    const auto* procedure = rules.find(state.procedure);
    const auto* row = procedure == nullptr ? nullptr
                                           : find_deadline(*procedure, period.id,
                                                           state.law_by_now(), known_of(state));
    return row != nullptr && row->stands_still && row->stands_still->adopted;
}

answer<events::instant> due_after_pause(const rule_set& rules, const deadline& period,
                                        events::instant resumed) {
    deadline going_on = period;
    if (going_on.paused()) {
        going_on.pauses.back().to = resumed;
    }
    return derived_due(rules.calendar, going_on);
}

answer<events::instant> due_extended(const rule_set& rules, const deadline& period,
                                     const events::period_extended& by) {
    deadline longer = period;
    longer.extended_days += by.days;
    longer.extended_unit = by.unit.value_or("");
    // Days that were given in another unit before never become fewer.
    return derived_due(rules.calendar, longer).map([&](events::instant due) {
        return std::max(due, period.due);
    });
}

bool meets(const rule_set& rules, std::string_view procedure, std::string_view deadline_id,
           fact what, const std::vector<std::string>& grounds) {
    const auto* known = rules.find(procedure);
    const auto answers = [&](const deadline_rule& row) {
        const auto when = row.when.find("ground");
        return when == row.when.end() || row.met_on_any_ground || grounds.empty() ||
               std::ranges::find_first_of(grounds, when->second) != grounds.end();
    };
    return known != nullptr && std::ranges::any_of(known->deadlines, [&](const deadline_rule& row) {
               return (row.met_by_bits & bit_of(what)) != 0 && row.id == deadline_id &&
                      answers(row);
           });
}

bool awaits(const rule_set& rules, const case_state& state, fact what) {
    return std::ranges::any_of(state.deadlines, [&](const deadline& one) {
        return one.open() && meets(rules, state.procedure, one.id, what);
    });
}

const bilingual* period_name(const rule_set& rules, std::string_view procedure,
                             std::string_view deadline_id, const law_days& days) {
    const auto* known = rules.find(procedure);
    if (known == nullptr) {
        return nullptr;
    }
    const auto named = [&](bool on_any_day) {
        std::vector<const bilingual*> all;
        for (const auto& row : known->deadlines) {
            if (row.id == deadline_id && (on_any_day || row.in_force.holds(days))) {
                all.push_back(&row.name);
            }
        }
        return all;
    };
    auto names = named(false);
    if (names.empty()) {
        names = named(true);
    }
    const bool one_name = !names.empty() && std::ranges::all_of(names, [&](const bilingual* name) {
        return name->vi == names.front()->vi;
    });
    return one_name ? names.front() : nullptr;
}

} // namespace engine::law
