#include "engine/deadline_math.hpp"
#include "engine/derivation.hpp"
#include "engine/law.hpp"

#include <algorithm>

/// What the law says of periods: which begin with a fact, how long they run, what meets them.
namespace engine::law {
namespace {

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

const deadline_rule* period_of(const rule_set& rules, const case_state& state,
                               std::string_view deadline_id) {
    const auto* known = rules.find(state.procedure);
    return known == nullptr
               ? nullptr
               : find_deadline(*known, deadline_id, state.law_by_now(), known_of(state));
}

} // namespace

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
    longer.extended_from_start = by.from_start.value_or(false);
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
