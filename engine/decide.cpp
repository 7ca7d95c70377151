#include "engine/decide.hpp"

#include "engine/clear_text.hpp"
#include "engine/derivation.hpp"
#include "engine/finality.hpp"
#include "engine/law.hpp"
#include "engine/periods_by_themselves.hpp"
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
    for (const auto part : {&record_support, &record_dossier, &record_petition, &record_watch}) {
        auto out = part(step);
        if (!out || !std::holds_alternative<events::unknown_event>(out->detail)) {
            return out;
        }
    }
    return recorded{};
}

std::string explainer(std::string_view asked_of) {
    return asked_of == "lower_agency" ? "lower_agency" : "enforcement_officer";
}

/// Whether such a period is of whom the told request asked: the officer's days run on while a lower
/// agency is told that it is to explain as well.
bool is_of_who_was_asked(const step_input& step, const deadline& one) {
    const auto* known = step.context.rules.find(step.state.procedure);
    const auto asked = explainer(step.state.explanation_from);
    return known != nullptr && std::ranges::any_of(known->deadlines, [&](const auto& row) {
               const auto of = row.when.find("explainer");
               return row.id == one.id &&
                      (of == row.when.end() || std::ranges::count(of->second, asked) > 0);
           });
}

/// When what a step states came about: that a request was received may be told days later.
events::instant came_about(const step_input& step, const recorded& made, fact what) {
    const auto* told = std::get_if<events::party_notified>(&made.detail);
    if (told == nullptr || what != fact::explanation_request_received) {
        return step.at;
    }
    return std::max(events::at_office(told->valid_on, std::chrono::hours{0}),
                    step.state.explanation_asked_at.value_or(step.at));
}

/// What is known of the case once the step is done.
circumstances circumstances_after(const step_input& step, const recorded& made) {
    auto known = law::known_of(step.state);
    if (!step.whole.grounds.empty()) {
        known["ground"] = step.whole.grounds.front();
    }
    if (const auto* complaint = std::get_if<events::complaint_received>(&made.detail)) {
        known["complaint_kind"] = events::name_of(complaint->kind);
        known["instance"] = events::name_of(complaint->level);
    } else if (std::holds_alternative<events::second_complaint_received>(made.detail)) {
        known["instance"] = events::name_of(events::instance::second);
    } else if (const auto* asked = std::get_if<events::explanation_requested>(&made.detail)) {
        known["explainer"] = explainer(asked->from);
    } else if (const auto* told = std::get_if<events::party_notified>(&made.detail);
               told != nullptr && told->what == events::notified_matter::explanation_request) {
        known["explainer"] = explainer(step.state.explanation_from);
    } else if (const auto* denounced = std::get_if<events::denunciation_received>(&made.detail)) {
        // The head does not judge himself: the upper agency does (Luật Điều 157.1-2).
        const bool other =
            denounced->against_head || std::ranges::count(step.whole.grounds, "not_competent") > 0;
        known["competence"] = other ? "other_agency" : "own";
    }
    return known;
}

/// Whether the step ends an enforcement by a decision of its own, which has days of its own to be
/// told in.
bool ends_by_decision(const command_detail& what, const recorded& made) {
    return (std::holds_alternative<terminate_case>(what) ||
            std::holds_alternative<refer_elsewhere>(what)) &&
           std::ranges::count(made.establishes, fact::document_issued) > 0;
}

/// What a step leaves nothing of to do, although nobody did it: whether it met its day is not said.
void end_what_is_set_aside(events::facts& facts, const step_input& step, const recorded& made) {
    const auto& what = step.whole.detail;
    const auto* answer = std::get_if<answer_accused_petition>(&what);
    const bool resolved_again =
        answer != nullptr && answer->outcome == events::review_outcome::reopened;
    // An enforcement dossier and the notification are of the decision that stands, and owed from
    // then on.
    const bool decided_anew = std::holds_alternative<withdraw_decision>(what) ||
                              std::holds_alternative<issue_decision>(what) ||
                              ends_by_decision(what, made);
    const bool withdrawn = std::holds_alternative<withdraw_decision>(what);
    const bool resolved = std::holds_alternative<resolve_complaint>(what);
    // Of several requests to explain to the same one, that which was received last counts.
    const auto* told = std::get_if<notify_party>(&what);
    const bool explains_anew =
        told != nullptr && told->what == events::notified_matter::explanation_request;
    const auto is_met_by = [&](const deadline& one, fact by) {
        return law::meets(step.context.rules, step.state.procedure, one.id, by, {});
    };
    for (const auto& one : step.state.deadlines) {
        if (one.open() && (resolved_again ||
                           ((resolved || (explains_anew && is_of_who_was_asked(step, one))) &&
                            is_met_by(one, fact::explained)) ||
                           (withdrawn && is_met_by(one, fact::matter_ended)) ||
                           (decided_anew && (is_met_by(one, fact::dossier_opened) ||
                                             is_met_by(one, fact::result_notified))))) {
            facts.deadlines_lapsed.push_back(one.id);
        }
    }
}

/// The days by which the law is chosen once the step is done: it may be what takes the petition up.
law_days days_after(const step_input& step, const recorded& made) {
    const auto today = events::office_date(step.at);
    // A second complaint is received on a day of its own, whose law holds for it.
    if (std::holds_alternative<events::second_complaint_received>(made.detail)) {
        return today;
    }
    const auto days = law::days_of(step.state, step.at);
    return std::ranges::count(made.establishes, fact::docketed) > 0
               ? law_days{days.of(judged_by::received), today, today}
               : days;
}

void add_periods(events::facts& facts, const step_input& step, const recorded& made,
                 std::optional<rejection>& problem) {
    const auto& state = step.state;
    const bool comes_again = std::holds_alternative<events::second_complaint_received>(made.detail);
    const auto received_at = comes_again ? std::optional{step.at} : state.received_at;
    const auto days = days_after(step, made);
    std::string procedure = state.procedure;
    if (const auto* filed = std::get_if<events::request_received>(&made.detail)) {
        procedure = filed->procedure;
    } else if (std::holds_alternative<events::complaint_received>(made.detail)) {
        procedure = "complaint";
    } else if (std::holds_alternative<events::denunciation_received>(made.detail)) {
        procedure = "denunciation";
    }
    for (const auto& one : state.deadlines) {
        const bool met =
            one.open() &&
            std::any_of(made.establishes.begin(), made.establishes.end(), [&](fact one_fact) {
                return law::meets(step.context.rules, procedure, one.id, one_fact,
                                  step.whole.grounds);
            });
        if (met) {
            facts.deadlines_met.push_back(one.id);
        }
    }
    for (const auto established : made.establishes) {
        const law::period_question question{.procedure = procedure,
                                            .what = established,
                                            .at = came_about(step, made, established),
                                            .days = days,
                                            .known = circumstances_after(step, made),
                                            .received_at = received_at};
        auto begun = law::periods_begun(step.context.rules, question);
        if (!begun) {
            problem = outside_calendar(begun.error(), state);
            return;
        }
        for (auto& period : *begun) {
            const auto* running = state.open_deadline(period.id);
            const bool ends_now = std::ranges::count(facts.deadlines_met, period.id) > 0 ||
                                  std::ranges::count(facts.deadlines_lapsed, period.id) > 0;
            if (running == nullptr || ends_now) {
                facts.deadlines_started.push_back(std::move(period));
            }
        }
    }
}

/// A case that ends owes nothing more; a suspension stops the periods, a resumption moves them.
void end_or_move_periods(events::facts& facts, const step_input& step, const recorded& made,
                         status to, events::lifecycle follows, std::optional<rejection>& problem) {
    const auto ended = [&](const std::string& id) {
        return std::ranges::count(facts.deadlines_met, id) > 0 ||
               std::ranges::count(facts.deadlines_lapsed, id) > 0;
    };
    for (const auto& one : step.state.deadlines) {
        if (!one.open() || ended(one.id)) {
            continue;
        }
        if (is_final(follows, to)) {
            if (!step.state.owes(one) || !is_final(step.state.follows, step.state.at)) {
                facts.deadlines_lapsed.push_back(one.id);
            }
        } else if (to == status::suspended && step.state.at != status::suspended &&
                   !step.state.issued_at) { // an enforcement that is stopped stops no duty
            if (law::stands_still(step.context.rules, step.state, one)) {
                facts.deadlines_paused.push_back(one.id);
            }
        } else if (step.state.at == status::suspended && to != status::suspended && one.paused()) {
            const auto due = law::due_after_pause(step.context.rules, one, step.at);
            if (!due) {
                problem = outside_calendar(due.error(), step.state);
                return;
            }
            facts.deadlines_moved.push_back({one.id, *due});
        }
    }
    if (const auto* extension = std::get_if<events::period_extended>(&made.detail)) {
        if (const auto* one = step.state.open_deadline(extension->deadline)) {
            const auto due = law::due_extended(step.context.rules, *one, *extension);
            if (due) {
                facts.deadlines_moved.push_back({one->id, *due});
            } else {
                problem = outside_calendar(due.error(), step.state);
            }
        }
    }
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
        facts.status_after = verdict.to;
        const bool files =
            table->name == events::lifecycle::support && verdict.to == status::received;
        const auto follows = files ? events::lifecycle::dossier : table->name;
        if (!state.exists() || files) {
            facts.follows = follows;
        }
        end_what_is_set_aside(facts, step, *made);
        add_periods(facts, step, *made, problem);
        add_periods_by_themselves(facts, step, *made, verdict.to);
        end_or_move_periods(facts, step, *made, verdict.to, follows, problem);
    } else if (const auto* again = std::get_if<recount_period>(&what.detail)) {
        facts.deadlines_moved = moved_by(context.rules.calendar, state);
        std::erase_if(facts.deadlines_moved,
                      [&](const auto& moved) { return moved.id != again->deadline; });
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
