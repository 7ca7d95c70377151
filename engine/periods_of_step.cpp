#include "engine/periods_of_step.hpp"

#include "engine/explainers.hpp"
#include "engine/finality.hpp"
#include "engine/keeping.hpp"
#include "engine/law.hpp"
#include "engine/refusing.hpp"
#include "engine/withdrawn_decision.hpp"

#include <algorithm>

namespace engine {
namespace {

using events::status;

/// Whose the receipt of a request to explain is, or the explanation.
std::optional<events::explainer> explainer_of(const recorded& made) {
    if (const auto* told = std::get_if<events::party_notified>(&made.detail)) {
        return told->explainer;
    }
    const auto* explained = std::get_if<events::explanation_received>(&made.detail);
    return explained == nullptr ? std::nullopt : explained->explainer;
}

/// Whether a period may be of whom the step is: the officer's days run on while a lower agency is
/// told that it is to explain as well, and when it has explained.
bool is_of_who_explains(const step_input& step, const recorded& made, const deadline& one) {
    const auto who = explainer_of(made);
    const auto* known = step.context.rules.find(step.state.procedure);
    return !who || known == nullptr || std::ranges::any_of(known->deadlines, [&](const auto& row) {
        const auto of = row.when.find("explainer");
        return row.id == one.id &&
               (of == row.when.end() || std::ranges::count(of->second, events::name_of(*who)) > 0);
    });
}

/// When what a step states came about: that a request was received may be told days later.
events::instant came_about(const step_input& step, const recorded& made, fact what) {
    const auto* told = std::get_if<events::party_notified>(&made.detail);
    if (told == nullptr || what != fact::explanation_request_received) {
        return step.at;
    }
    const auto asked = told->explainer ? asked_at(step.state, *told->explainer) : std::nullopt;
    return std::max(events::at_office(told->valid_on, std::chrono::hours{0}),
                    asked.value_or(step.at));
}

/// What is known of the case once the step is done: of several grounds once for each, since what
/// runs on one begins whichever others are stated with it.
std::vector<circumstances> circumstances_after(const step_input& step, const recorded& made) {
    auto known = law::known_of(step.state);
    if (const auto* complaint = std::get_if<events::complaint_received>(&made.detail)) {
        known["complaint_kind"] = events::name_of(complaint->kind);
        known["instance"] = events::name_of(complaint->level);
    } else if (std::holds_alternative<events::second_complaint_received>(made.detail)) {
        known["instance"] = events::name_of(events::instance::second);
    } else if (const auto* asked = std::get_if<events::explanation_requested>(&made.detail)) {
        known["explainer"] = events::name_of(asked_of(asked->from));
    } else if (const auto who = explainer_of(made)) {
        known["explainer"] = events::name_of(*who);
    } else if (const auto* denounced = std::get_if<events::denunciation_received>(&made.detail)) {
        // The head does not judge himself: the upper agency does (Luật Điều 157.1-2).
        const bool other =
            denounced->against_head || std::ranges::count(step.whole.grounds, "not_competent") > 0;
        known["competence"] = other ? "other_agency" : "own";
    }
    std::vector<circumstances> out;
    for (const auto& ground : step.whole.grounds) {
        out.push_back(known);
        out.back()["ground"] = ground;
    }
    if (out.empty()) {
        out.push_back(std::move(known));
    }
    return out;
}

/// A paper shows that what was stopped may go on: where nothing is, nobody owes that. What is to be
/// verified all the same is.
bool has_nothing_to_let_go_on(const step_input& step, const law::period_question& question,
                              std::string_view period) {
    const auto is_met_by = [&](fact by) {
        return law::meets(step.context.rules, question.procedure, period, by, {});
    };
    return question.what == fact::ground_found && step.state.at != status::suspended &&
           is_met_by(fact::resumed) && !is_met_by(fact::verification_ended);
}

/// What begins with the fact, unless it runs already and goes on, or has begun in this very step.
void add_begun(events::facts& facts, const step_input& step, const law::period_question& question,
               std::optional<rejection>& problem) {
    auto begun = law::periods_begun(step.context.rules, question);
    if (!begun) {
        problem = outside_calendar(begun.error(), step.state);
        return;
    }
    for (auto& period : *begun) {
        const auto* running = step.state.open_deadline(period.id);
        const bool ends_now = std::ranges::count(facts.deadlines_met, period.id) > 0 ||
                              std::ranges::count(facts.deadlines_lapsed, period.id) > 0;
        const bool begins_twice = std::ranges::any_of(
            facts.deadlines_started, [&](const auto& other) { return other.id == period.id; });
        if ((running == nullptr || ends_now) && !begins_twice &&
            !has_nothing_to_let_go_on(step, question, period.id)) {
            facts.deadlines_started.push_back(std::move(period));
        }
    }
}

/// Whether the step ends an enforcement by a decision of its own, which has days of its own to be
/// told in.
bool ends_by_decision(const command_detail& what, const recorded& made) {
    return (std::holds_alternative<terminate_case>(what) ||
            std::holds_alternative<refer_elsewhere>(what)) &&
           std::ranges::count(made.establishes, fact::document_issued) > 0;
}

/// Whether the period is what the parties are told in of a decision that was withdrawn, or that was
/// performed before they were told. They are told of it whatever becomes of the matter (Luật Điều
/// 39.2): its end does not take that back. An end by a decision of its own has days of its own.
bool tells_of_decision(const step_input& step, const deadline& one) {
    return (has_withdrawn_decision(step.state) ||
            std::holds_alternative<end_enforcement>(step.whole.detail)) &&
           law::meets(step.context.rules, step.state.procedure, one.id, fact::result_notified, {});
}

/// Whether the step leaves no enforcement that could be stopped, go on or end: its decision is
/// withdrawn, or what is issued refuses to enforce.
bool leaves_nothing_to_enforce(const step_input& step) {
    const auto& what = step.whole.detail;
    return std::holds_alternative<withdraw_decision>(what) ||
           (std::holds_alternative<issue_decision>(what) &&
            !law::decides_to_enforce(step.context.rules, step.state));
}

/// Whether only that it is terminated is owed of a complaint any more, which is what its withdrawal
/// began (Thông tư 13/2021/TT-BTP Điều 10.1): nobody explains or resolves it. Where the law has no
/// days for that, those to resolve it run on.
bool awaits_termination_alone(const events::facts& facts, events::lifecycle follows, status to) {
    return follows == events::lifecycle::complaint && to == status::withdrawn &&
           !facts.deadlines_started.empty();
}

/// What goes on, or is withdrawn, cannot do so before it was stopped, whenever it is entered.
rejection before_its_stop(const case_state& state) {
    return {.code = rejection_code::invalid_input,
            .rule = "goes_on_after_its_stop",
            .vi = "Thời điểm thực hiện bước này không được trước khi vụ việc được tạm dừng.",
            .en = "This step cannot have happened before the matter was stopped.",
            .source = {},
            .pointer = "/happened_at",
            .at = state.at,
            .allowed = {}};
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

} // namespace

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
    const bool nothing_to_enforce = leaves_nothing_to_enforce(step);
    const bool resolved = std::holds_alternative<resolve_complaint>(what);
    // Of several requests to explain to the same one, that which was received last counts.
    const auto* told = std::get_if<notify_party>(&what);
    const bool explains_anew =
        told != nullptr && told->what == events::notified_matter::explanation_request;
    const auto is_met_by = [&](const deadline& one, fact by) {
        return law::meets(step.context.rules, step.state.procedure, one.id, by, {});
    };
    for (const auto& one : step.state.deadlines) {
        if (one.open() && one.id != acknowledging_period &&
            (resolved_again ||
             ((resolved || (explains_anew && is_of_who_explains(step, made, one))) &&
              is_met_by(one, fact::explained)) ||
             (withdrawn && is_met_by(one, fact::matter_ended)) ||
             (nothing_to_enforce && is_met_by(one, fact::terminated)) ||
             (decided_anew &&
              (is_met_by(one, fact::dossier_opened) || is_met_by(one, fact::result_notified))))) {
            facts.deadlines_lapsed.push_back(one.id);
        }
    }
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
            one.open() && is_of_who_explains(step, made, one) &&
            std::any_of(made.establishes.begin(), made.establishes.end(), [&](fact one_fact) {
                return law::meets(step.context.rules, procedure, one.id, one_fact,
                                  step.whole.grounds);
            });
        if (met) {
            facts.deadlines_met.push_back(one.id);
        }
    }
    const auto all_known = circumstances_after(step, made);
    for (const auto established : made.establishes) {
        for (const auto& known : all_known) {
            add_begun(facts, step,
                      {.procedure = procedure,
                       .what = established,
                       .at = came_about(step, made, established),
                       .days = days,
                       .known = known,
                       .received_at = received_at},
                      problem);
            if (problem) {
                return;
            }
        }
    }
}

void end_or_move_periods(events::facts& facts, const step_input& step, const recorded& made,
                         status to, events::lifecycle follows, std::optional<rejection>& problem) {
    const auto ended = [&](const std::string& id) {
        return std::ranges::count(facts.deadlines_met, id) > 0 ||
               std::ranges::count(facts.deadlines_lapsed, id) > 0;
    };
    const bool termination_alone = awaits_termination_alone(facts, follows, to);
    for (const auto& one : step.state.deadlines) {
        if (!one.open() || ended(one.id) || runs_while_kept(step.state, one) ||
            one.id == acknowledging_period) {
            continue;
        }
        if (is_final(follows, to)) {
            // A matter that ends by law, or by a decision of its own, still pays out, and so does
            // one whose request is withdrawn after its decision was.
            const auto& what = step.whole.detail;
            const bool ends = std::holds_alternative<end_enforcement>(what) ||
                              std::holds_alternative<terminate_case>(what) ||
                              std::holds_alternative<refer_elsewhere>(what) ||
                              has_withdrawn_decision(step.state);
            const bool of_money = ends && std::ranges::count(money_periods, one.id) > 0;
            const bool stays_owed = is_final(step.state.follows, step.state.at)
                                        ? step.state.owes(one)
                                        : of_money || tells_of_decision(step, one);
            if (!stays_owed) {
                facts.deadlines_lapsed.push_back(one.id);
            }
        } else if (termination_alone) {
            facts.deadlines_lapsed.push_back(one.id);
        } else if (to == status::suspended && step.state.at != status::suspended &&
                   !step.state.issued_at) { // an enforcement that is stopped stops no duty
            if (law::stands_still(step.context.rules, step.state, one)) {
                facts.deadlines_paused.push_back(one.id);
            }
        } else if (step.state.at == status::suspended && to != status::suspended && one.paused()) {
            if (step.at < one.pauses.back().from) {
                problem = before_its_stop(step.state);
                return;
            }
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

} // namespace engine
