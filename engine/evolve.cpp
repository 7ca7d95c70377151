#include "engine/evolve.hpp"

#include "engine/finality.hpp"

#include <algorithm>

namespace engine {
namespace {

using events::status;

deadline* find_open(case_state& state, std::string_view id) {
    const auto found =
        std::find_if(state.deadlines.begin(), state.deadlines.end(),
                     [&](const deadline& one) { return one.open() && one.id == id; });
    return found == state.deadlines.end() ? nullptr : &*found;
}

void resolve_alerts(case_state& state, std::string_view deadline_id) {
    for (auto& one : state.alerts) {
        if (one.deadline == deadline_id) {
            one.state = alert_status::resolved;
        }
    }
}

void start_deadlines(case_state& state, const events::facts& facts) {
    for (const auto& started : facts.deadlines_started) {
        // The alerts of an earlier run of the same step are over; the new run has its own.
        std::erase_if(state.alerts, [&](const alert& one) { return one.deadline == started.id; });
        state.deadlines.push_back(deadline{.id = started.id,
                                           .since = started.since,
                                           .due = started.due,
                                           .amount = started.amount,
                                           .unit = started.unit,
                                           .act_by = started.act_by,
                                           .source = started.source,
                                           .met = {},
                                           .lapsed = false,
                                           .excused = false,
                                           .extended_days = 0,
                                           .extended_unit = {},
                                           .set_by = state.version,
                                           .pauses = {}});
    }
}

void move_deadlines(case_state& state, const events::facts& facts, events::instant at) {
    for (const auto& moved : facts.deadlines_moved) {
        auto* one = find_open(state, moved.id);
        if (one == nullptr) {
            continue;
        }
        if (one->due != moved.due) { // what was raised for this very instant stays
            std::erase_if(state.alerts, [&](const alert& a) { return a.deadline == moved.id; });
        }
        one->due = moved.due;
        one->set_by = state.version;
        if (one->paused()) {
            one->pauses.back().to = at;
        }
    }
}

void end_deadlines(case_state& state, const events::facts& facts, events::instant at) {
    for (const auto& id : facts.deadlines_met) {
        if (auto* one = find_open(state, id)) {
            one->met = at;
            resolve_alerts(state, id);
        }
    }
    for (const auto& id : facts.deadlines_lapsed) {
        if (auto* one = find_open(state, id)) {
            one->lapsed = true;
            resolve_alerts(state, id);
        }
    }
    for (const auto& id : facts.deadlines_paused) {
        if (auto* one = find_open(state, id)) {
            one->pauses.push_back(pause_span{.from = at, .to = {}});
        }
    }
}

void keep_persons(case_state& state, const events::facts& facts) {
    for (const auto& box : facts.sealed) {
        // Words are the step's own; of them the case keeps whose they are, where nothing else says.
        if (box.part == events::words_part &&
            std::ranges::count(state.persons, box.person, &events::sealed_box::person) > 0) {
            continue;
        }
        const auto known = std::find_if(state.persons.begin(), state.persons.end(),
                                        [&](const events::sealed_box& one) {
                                            return one.person == box.person && one.part == box.part;
                                        });
        if (known == state.persons.end()) {
            state.persons.push_back(box);
        } else if (events::is_about_person(box)) {
            *known = box;
        }
    }
}

void keep_numbers(case_state& state, const events::event& what) {
    for (const auto& claim : what.common.numbers) {
        if (claim.counter.starts_with("code/")) {
            state.code = claim.text;
        } else if (claim.counter.starts_with("support/")) {
            state.support_code = claim.text;
        } else if (claim.counter.starts_with("register/")) {
            state.register_number = claim.text;
        } else if (claim.counter.starts_with("document/") &&
                   std::holds_alternative<events::decision_issued>(what.detail)) {
            // Of the decision that is enforced; letters and what is decided on it have others.
            state.decision_number = claim.text;
        }
    }
}

/// A warning that nobody took up is over once the next rung of the same period is raised: who
/// looks at the list sees each period once, as it stands.
void answer_lower_rungs(case_state& state, std::string_view deadline_id, std::string_view rung) {
    for (auto& one : state.alerts) {
        if (one.deadline == deadline_id && one.rung != rung && one.state == alert_status::raised) {
            one.state = alert_status::resolved;
        }
    }
}

alert* find_alert(case_state& state, std::string_view deadline_id, std::string_view rung) {
    const auto found =
        std::find_if(state.alerts.begin(), state.alerts.end(), [&](const alert& one) {
            return one.deadline == deadline_id && one.rung == rung;
        });
    return found == state.alerts.end() ? nullptr : &*found;
}

/// Whether the end of the matter was noted that the confirmation of this case is about.
bool matter_end_is_noted(const case_state& state) {
    const auto newest =
        std::find_if(state.deadlines.rbegin(), state.deadlines.rend(),
                     [](const deadline& one) { return one.id == matter_end_period; });
    return newest != state.deadlines.rend() && newest->met.has_value();
}

/// What each type says beyond its facts. An overload per alternative that matters to the state; the
/// generic one is for those that only move the status.
struct apply_detail {
    case_state& state;
    events::instant at;

    void operator()(const auto&) const {}

    void operator()(const events::support_requested& e) const { state.procedure = e.procedure; }
    void operator()(const events::mail_sorted& e) const { state.procedure = e.procedure; }
    void operator()(const events::procedure_chosen& e) const { state.procedure = e.procedure; }
    void operator()(const events::mail_checked& e) const { state.checked_as = e.outcome; }
    void operator()(const events::appointment_confirmed& e) const { state.appointment_at = e.at; }
    void operator()(const events::appointment_moved& e) const { state.appointment_at = e.at; }
    void operator()(const events::appointment_missed&) const { state.appointment_at.reset(); }
    void operator()(const events::reply_received&) const { state.checked_as.reset(); }
    void operator()(const events::request_received& e) const {
        state.procedure = e.procedure;
        state.received_by = e.received_by;
        state.received_at = at;
    }
    void operator()(const events::supplement_requested&) const { ++state.supplements; }
    void operator()(const events::dossier_accepted& e) const {
        state.accepted_at = at;
        state.promised_at = e.promised_at;
        state.result_by = e.result_by;
    }
    void operator()(const events::solved_at_once& e) const {
        state.proposal = e.outcome;
        confirm(e.matter, e.performed);
    }
    void operator()(const events::dossier_handed_over& e) const { state.holder = e.to; }
    void operator()(const events::officer_assigned& e) const {
        state.holder = e.officer;
        state.officer_named = true;
    }
    void operator()(const events::draft_submitted& e) const {
        state.proposal = e.proposal;
        confirm(e.matter, e.performed);
    }
    void operator()(const events::performance_recorded& e) const {
        state.performed = e.extent;
        std::int64_t total = 0; // a log of before may hold sums that no total can
        if (!__builtin_add_overflow(state.performed_amount, e.amount.value_or(0), &total)) {
            state.performed_amount = total;
        }
    }
    void operator()(const events::decision_issued&) const { state.issued_at = at; }
    void operator()(const events::result_sent&) const {
        state.offered_at = state.offered_at.value_or(at);
    }
    void operator()(const events::result_not_collected&) const {
        const auto ready = state.issued_at.value_or(at);
        state.offered_at =
            state.offered_at.value_or(std::max(ready, state.promised_at.value_or(ready)));
    }
    void operator()(const events::result_returned&) const { state.returned_at = at; }
    void operator()(const events::apology_issued& e) const {
        ++state.apologies;
        state.promised_at = e.promised_at;
    }
    void operator()(const events::decision_withdrawn&) const {
        state.issued_at.reset();
        state.offered_at.reset();
        state.file_opened = false; // what is decided anew has a dossier of its own
        state.performed.reset();
        state.performed_amount = 0;
        if (!matter_end_is_noted(state)) { // one that has ended does not open again
            state.confirms.reset();
            state.confirmed_matter.clear();
        }
    }
    void operator()(const events::enforcement_file_opened&) const { state.file_opened = true; }
    void operator()(const events::complaint_received& e) const {
        state.procedure = "complaint";
        state.kind = e.kind;
        state.level = e.level;
        state.against_head = e.against_head;
        state.received_by = e.received_by;
        state.received_at = at;
    }
    void operator()(const events::second_complaint_received&) const {
        state.level = events::instance::second;
        state.received_at = at;
        state.docketed_at.reset();
    }
    void operator()(const events::complaint_docketed&) const { state.docketed_at = at; }
    void operator()(const events::denunciation_accepted&) const { state.docketed_at = at; }
    void operator()(const events::petitioner_guided&) const { state.guided_once = true; }
    void operator()(const events::denunciation_received& e) const {
        state.procedure = "denunciation";
        state.against_head = e.against_head;
        state.received_by = e.received_by;
        state.received_at = at;
    }
    void operator()(const events::parties_notified&) const { state.parties_told = true; }
    void operator()(const events::disputed_act_paused&) const { state.disputed_act_paused = true; }
    void operator()(const events::explanation_requested& e) const {
        state.explanation_from = e.from;
        state.explanation_asked_at = at;
    }
    void operator()(const events::explanation_received&) const {
        state.explanation_asked_at.reset();
    }
    void operator()(const events::complaint_resolved&) const {
        state.disputed_act_paused = false;
        state.explanation_asked_at.reset();
    }
    void operator()(const events::case_terminated&) const { state.disputed_act_paused = false; }
    void operator()(const events::denunciation_concluded&) const {
        state.conclusion_published = false;
    }
    void operator()(const events::conclusion_published&) const {
        state.conclusion_published = true;
    }
    void operator()(const events::conclusion_sent&) const {
        state.conclusion_sent_at = at;
        state.conclusion_received_on.reset();
    }
    void operator()(const events::party_notified& e) const {
        if (e.what == events::notified_matter::conclusion) {
            // Of several who are accused, nobody is late before the last one is.
            state.conclusion_received_on =
                std::max(state.conclusion_received_on.value_or(e.valid_on), e.valid_on);
        }
    }
    void operator()(const events::accused_petition_received&) const {
        state.petition_pending = true;
    }
    void operator()(const events::accused_petition_answered& e) const {
        state.petition_pending = false;
        if (e.outcome == events::review_outcome::reopened) {
            state.parties_told = false; // they are told anew
            state.docketed_at = at;
        }
    }
    void operator()(const events::alert_raised& e) const {
        answer_lower_rungs(state, e.deadline, e.rung);
        if (auto* known = find_alert(state, e.deadline, e.rung)) {
            known->state = alert_status::raised;
            return;
        }
        state.alerts.push_back(alert{.deadline = e.deadline,
                                     .rung = e.rung,
                                     .state = alert_status::raised,
                                     .since = at,
                                     .due = e.due,
                                     .act_by = e.act_by});
    }
    void operator()(const events::alert_acknowledged& e) const {
        set_alert(e.deadline, e.rung, alert_status::acknowledged);
    }
    void operator()(const events::alert_escalated& e) const {
        set_alert(e.deadline, e.rung, alert_status::escalated);
    }
    void operator()(const events::alert_resolved& e) const {
        set_alert(e.deadline, e.rung, alert_status::resolved);
    }
    void operator()(const events::deadline_excused& e) const {
        for (auto& one : state.deadlines) {
            if (one.id == e.deadline) {
                one.excused = true;
            }
        }
        resolve_alerts(state, e.deadline);
    }
    void operator()(const events::period_extended& e) const {
        if (auto* one = find_open(state, e.deadline)) {
            one->extended_days += e.days;
            one->extended_unit = e.unit.value_or("");
        }
    }
    void operator()(const events::money_recorded& e) const {
        state.vouchers.push_back({e.kind, e.amount, e.voucher, e.dated, false});
    }
    void operator()(const events::accounts_reconciled& e) const {
        for (auto& one : state.vouchers) {
            one.reconciled = one.reconciled || std::ranges::count(e.vouchers, one.number) > 0;
        }
        // What the matter has by now is the accountant's alone no more.
        std::erase_if(state.only_theirs, [&](const accountants_voucher& one) {
            return std::ranges::count(e.vouchers, one.number) > 0;
        });
        for (const auto& number : e.only_theirs) {
            auto known = std::ranges::find(state.only_theirs, number, &accountants_voucher::number);
            if (known == state.only_theirs.end()) {
                known = state.only_theirs.insert(known, {number, false});
            }
            known->explained = known->explained || !e.explanation.empty();
        }
    }

private:
    void confirm(const std::optional<std::string>& matter,
                 const std::optional<events::performance>& performed) const {
        state.confirmed_matter = matter.value_or("");
        state.confirms = performed;
    }
    void set_alert(std::string_view deadline_id, std::string_view rung, alert_status to) const {
        if (auto* known = find_alert(state, deadline_id, rung)) {
            known->state = to;
        }
    }

public:
    explicit apply_detail(case_state& s, events::instant when) : state(s), at(when) {}
};

/// Stopped or withdrawn: the matter may go on where it stood before.
bool stands_aside(status at) { return at == status::suspended || at == status::withdrawn; }

void move_status(case_state& state, const events::event& what) {
    const auto& facts = what.common;
    if (facts.follows) {
        state.follows = *facts.follows;
    }
    if (!facts.status_after) {
        return;
    }
    if (brings_ground(state.at, facts.status_after, events::name_of(what.detail))) {
        state.status_ground = ground_brought(facts);
    } else if (std::holds_alternative<events::document_attached>(what.detail) &&
               is_final(state.follows, state.at)) {
        state.archiving.insert(state.archiving.end(), facts.grounds.begin(), facts.grounds.end());
    }
    if (stands_aside(*facts.status_after)) {
        if (!stands_aside(state.at)) { // on another ground it stays stopped
            state.before_suspension = state.at;
        }
    } else if (stands_aside(state.at)) {
        state.before_suspension.reset();
    }
    if (std::holds_alternative<events::case_suspended>(what.detail) &&
        std::ranges::count(facts.grounds, "postponed_by_protest") > 0) {
        ++state.protest_postponements;
    }
    if (std::holds_alternative<events::draft_submitted>(what.detail)) {
        state.drafter = what.about.actor;
    } else if (std::holds_alternative<events::denunciation_concluded>(what.detail)) {
        state.concluded_by = what.about.actor;
    } else if (std::holds_alternative<events::complaint_resolved>(what.detail)) {
        state.resolved_by = what.about.actor;
    }
    const bool ended_before = state.ended_at && is_final(state.follows, state.at);
    state.at = *facts.status_after;
    if (is_final(state.follows, state.at)) {
        if (!ended_before) { // a paper or a notice that comes later does not end it again
            state.ended_at = what.about.time;
        }
    } else {
        state.ended_at.reset();
    }
}

} // namespace

const deadline* case_state::open_deadline(std::string_view deadline_id) const {
    const auto found = std::find_if(deadlines.begin(), deadlines.end(), [&](const deadline& one) {
        return one.open() && one.id == deadline_id;
    });
    return found == deadlines.end() ? nullptr : &*found;
}

bool case_state::owes(const deadline& one) const {
    if (!one.open()) {
        return false;
    }
    const bool ended_by_decision =
        (follows == events::lifecycle::dossier && issued_at) ||
        (follows == events::lifecycle::denunciation && at == status::terminated);
    return !is_final(follows, at) || (ended_by_decision && ended_at && one.since == *ended_at);
}

bool case_state::has_counted(const events::command_id& command) const {
    return std::find(commands.begin(), commands.end(), command) != commands.end();
}

void evolve(case_state& state, const events::event& what, const events::digest& hash) {
    const auto& about = what.about;
    if (!state.exists()) {
        state.id = about.subject;
        state.office = about.office;
        state.rules = about.rules;
        state.opened_by = about.actor;
        state.opened_at = about.time;
        state.opening_ground = ground_brought(what.common);
    }
    ++state.version;
    state.head = hash;
    state.commands.push_back(about.command);
    state.changed_at = about.time;

    move_status(state, what);
    note_step(state.stops, what.detail, what.common, about.time,
              state.at == status::suspended && state.issued_at.has_value());
    end_deadlines(state, what.common, about.time);
    move_deadlines(state, what.common, about.time);
    start_deadlines(state, what.common);
    keep_numbers(state, what);
    keep_persons(state, what.common);
    std::visit(apply_detail{state, about.time}, what.detail);
}

} // namespace engine
