#include "engine/decide.hpp"

#include "engine/acknowledging.hpp"
#include "engine/clear_text.hpp"
#include "engine/derivation.hpp"
#include "engine/finality.hpp"
#include "engine/law.hpp"
#include "engine/money_periods.hpp"
#include "engine/periods_by_themselves.hpp"
#include "engine/periods_of_step.hpp"
#include "engine/record.hpp"
#include "engine/refusing.hpp"
#include "engine/watch_rules.hpp"

#include <algorithm>
#include <cassert>
#include <unordered_map>

namespace engine {
namespace {

using events::status;

decided<recorded> record(const step_input& step, const lifecycle_table* table) {
    if (table == nullptr) {
        return record_watch(step);
    }
    for (const auto part :
         {&record_support, &record_dossier, &record_enforcement, &record_petition, &record_watch}) {
        auto out = part(step);
        if (!out || !std::holds_alternative<events::unknown_event>(out->detail)) {
            return out;
        }
    }
    return recorded{};
}

events::attributes attributes_of(const case_state& state, const command& what,
                                 const decision_context& context, events::instant at) {
    events::attributes about;
    about.id = context.id;
    about.office = state.exists() ? state.office : what.office;
    about.subject = !what.subject.empty() ? what.subject : events::case_opened_by(what.id);
    about.time = at;
    about.recorded = context.now;
    about.sequence = state.version + 1;
    if (state.exists()) {
        about.prev = state.head;
    }
    about.command = what.id;
    about.causation = what.causation;
    about.correlation = what.correlation;
    about.actor = what.actor;
    about.acting_as = what.acting_as;
    about.rules = context.rules.id;
    about.traceparent = what.traceparent;
    return about;
}

/// To which status the step leads, under which lifecycle, and what that does to the periods.
void add_facts_of_row(events::facts& facts, const step_input& step, const recorded& made,
                      const lifecycle_table& table, status to, std::optional<rejection>& problem) {
    facts.status_after = to;
    const bool files = table.name == events::lifecycle::support && to == status::received;
    const auto follows = files ? events::lifecycle::dossier : table.name;
    if (!step.state.exists() || files) {
        facts.follows = follows;
    }
    end_what_is_set_aside(facts, step, made);
    add_periods(facts, step, made, problem);
    add_periods_by_themselves(facts, step, made, to);
    end_or_move_periods(facts, step, made, to, follows, problem);
}

} // namespace

bool opens(const command_detail& what) {
    return std::visit(
        []<class C>(const C&) {
            return std::is_same_v<C, receive_mail> || std::is_same_v<C, set_aside_mail> ||
                   std::is_same_v<C, note_mail> || std::is_same_v<C, receive_request> ||
                   std::is_same_v<C, receive_complaint> ||
                   std::is_same_v<C, receive_denunciation> || is_about_installation<C>;
        },
        what);
}

const lifecycle_table* lifecycle_of(const case_state& state, const command& what) {
    if (is_watch_command(what.detail) || opens_papers(what)) {
        return nullptr;
    }
    if (state.exists()) {
        return &table_of(state.follows);
    }
    const auto name = name_of(what.detail);
    for (const auto* table : all_lifecycles()) {
        const auto& rows = table->rows();
        if (std::any_of(rows.begin(), rows.end(), [&](const transition& row) {
                return row.from == status::none && row.command == name;
            })) {
            return table;
        }
    }
    return &table_of(events::lifecycle::support);
}

decided<events::event> decide(const case_state& state, const command& what,
                              const decision_context& context) {
    if (auto no = refused_before_the_table(state, what, context)) {
        return tl::unexpected(*std::move(no));
    }
    const auto* table = lifecycle_of(state, what);
    step_verdict verdict{.accepted = true, .to = state.at, .records = {}, .not_met = {}};
    if (table != nullptr) {
        verdict = table->step(state, what, context);
        if (!verdict.accepted) {
            return tl::unexpected(no_step(*table, state, what, context, verdict));
        }
    } else if (const step_rule* no = watch_refusal(state, what, context)) {
        return tl::unexpected(
            no_step(table_of(state.follows), state, what, context, {false, {}, {}, {no}}));
    }

    if (auto no = refused_for_words(state, what)) {
        no->at = state.at;
        return tl::unexpected(*std::move(no));
    }

    const step_input step{state, what, context, what.happened.value_or(context.now)};
    auto made = record(step, table);
    if (!made) {
        return tl::unexpected(made.error());
    }
    assert(table == nullptr || events::name_of(made->detail) == verdict.records);

    events::event out;
    out.about = attributes_of(state, what, context, step.at);
    auto& facts = out.common;
    facts.numbers = std::move(made->numbers);
    facts.documents = what.documents;
    facts.grounds = what.grounds;
    facts.sealed = what.sealed;
    facts.fingerprint = what.fingerprint;
    std::optional<rejection> problem;
    if (table != nullptr) {
        add_facts_of_row(facts, step, *made, *table, verdict.to, problem);
    } else if (const auto* again = std::get_if<recount_period>(&what.detail)) {
        facts.deadlines_moved = moved_by(context.rules.calendar, state);
        std::erase_if(facts.deadlines_moved,
                      [&](const auto& moved) { return moved.id != again->deadline; });
    } else {
        add_money_periods(facts, step, *made, problem);
        add_acknowledging_period(facts, step, *made, problem);
    }
    if (problem) {
        return tl::unexpected(*std::move(problem));
    }
    out.detail = std::move(made->detail);
    return out;
}

const std::vector<events::role>& roles_of(std::string_view command_name) {
    using by_name = std::unordered_map<std::string_view, std::vector<events::role>>;
    static const by_name all = []<std::size_t... I>(std::index_sequence<I...>) {
        const auto of = []<class C>(std::type_identity<C>) {
            return std::pair{std::string_view{C::name},
                             std::vector<events::role>{C::roles.begin(), C::roles.end()}};
        };
        return by_name{of(std::type_identity<std::variant_alternative_t<I, command_detail>>{})...};
    }(std::make_index_sequence<std::variant_size_v<command_detail>>{});
    static const std::vector<events::role> nobody;
    const auto found = all.find(command_name);
    return found == all.end() ? nobody : found->second;
}

std::vector<next_step> next_steps(const case_state& state, const command& asked_by,
                                  const decision_context& context) {
    std::vector<next_step> out;
    const auto rows = table_of(state.follows).open(state, asked_by, context);
    for (const auto& open : rows) {
        // Of rows that only differ in where they lead, one is the step: the one that is open, or
        // that would be but for a rule of its own.
        const bool led_by_another =
            open.not_met != nullptr && std::ranges::any_of(rows, [&](const open_row& other) {
                return other.row->command == open.row->command &&
                       (other.not_met == nullptr ||
                        (open.not_met->tells_rows_apart && !other.not_met->tells_rows_apart));
            });
        if (led_by_another) {
            continue;
        }
        out.push_back({open.row->command, open.row->to, open.row->records,
                       roles_of(open.row->command), open.not_met, open.row->asked});
    }
    return out;
}

} // namespace engine
